import { settingsByAccount, type SettingsOf } from "../domain/account/account-settings.ts";
import type { Config } from "../platform/config/load-config.ts";

/** The settings of the one account that the environment names. */
export function settingsFrom(config: Config): SettingsOf {
  const settings = {
    lineLanguages: config.LINE_LANGUAGES,
    keywords: config.TRANSCRIPTION_KEYWORDS,
    vipNumbers: config.VIP_NUMBERS,
    hours: config.BUSINESS_HOURS ?? null,
    tagNames: config.TAG_NAMES,
  };
  return settingsByAccount(new Map([[config.AIRCALL_ACCOUNT, settings]]));
}
