import type { Migration } from "./migration.ts";

/** Accounts by OAuth, tokens of webhooks, the salt. */
export const installations: Migration = {
  version: 1,
  statements: [
    `create table installation (
      account text not null primary key,
      company_id bigint,
      company_name text,
      access_token text,
      refresh_token text,
      expires_at bigint,
      state text not null,
      reason text,
      version bigint not null,
      installed_at bigint not null,
      changed_at bigint not null
    )`,
    // Names that differ by case only would be two accounts in an id, and one in a file's name.
    `create unique index installation_account on installation (lower(account))`,
    `create unique index installation_company on installation (company_id)`,
    `create table webhook_token (
      id text not null primary key,
      account text not null,
      token text not null,
      webhook_id text,
      made_at bigint not null
    )`,
    `create index webhook_token_account on webhook_token (account, made_at)`,
    `create table oauth_state (
      digest text not null primary key,
      data text not null,
      expires_at bigint not null
    )`,
    `create table salt (
      id bigint not null primary key,
      salt text not null,
      made_at bigint not null
    )`,
    `create table lease (
      name text not null primary key,
      holder text not null,
      held_until bigint not null
    )`,
  ],
};
