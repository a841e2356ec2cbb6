import type { Page } from "./page.ts";
import type { TakenState } from "./install-states.ts";

/** How an installation ended. */
export type Installed =
  | {
      readonly kind: "connected";
      readonly account: string;
      readonly company: string | null;
      /** The name that was asked for, where the company has another one already. */
      readonly askedFor: string | null;
      /** False: events do not come yet; it is tried again by itself. */
      readonly isComplete: boolean;
      /** Nothing is written to Aircall, and no webhook was made. */
      readonly dryRun: boolean;
    }
  /** Aircall did not take the code. */
  | { readonly kind: "wrong-code" }
  /** Of this application: its client id, secret or address. */
  | { readonly kind: "wrong-client" }
  | { readonly kind: "aircall-down" }
  /** Another company has the name. */
  | { readonly kind: "other-company"; readonly account: string }
  | { readonly kind: "not-kept"; readonly isKey: boolean };

interface Ways {
  /** Begins anew. */
  readonly again: string;
  /** Aircall's own page at the end of an installation. */
  readonly success: string;
}

/** What is told of an installation that has come to its end. */
export function pageOf(installed: Installed, ways: Ways): Page {
  const again = [{ label: "Try again", href: ways.again }];
  switch (installed.kind) {
    case "connected":
      return connected(installed, ways);
    case "wrong-code":
      return {
        status: 400,
        title: "Aircall did not accept this installation",
        text: [
          "The code that Aircall has sent was used already, or is older than ten minutes. Nothing was changed.",
        ],
        links: again,
      };
    case "wrong-client":
      return {
        status: 502,
        title: "Aircall does not know this application",
        text: [
          "Aircall refuses its client id, its secret or its address. Nothing was changed.",
          "Whoever runs Afterbeep checks AIRCALL_OAUTH_CLIENT_ID, AIRCALL_OAUTH_CLIENT_SECRET and PUBLIC_URL.",
        ],
        links: again,
      };
    case "aircall-down":
      return {
        status: 502,
        title: "Aircall did not answer",
        text: ["The installation could not be finished, and nothing was changed."],
        links: again,
      };
    case "other-company":
      return {
        status: 409,
        title: "This is another company",
        text: [
          `The account ${installed.account} belongs to another company than the one that you have chosen. Nothing was changed for either of them.`,
          "Choose the right company at Aircall, or ask whoever runs Afterbeep for the address of yours.",
        ],
        links: again,
      };
    case "not-kept":
      return installed.isKey ? withoutKey : { ...notKept, links: again };
  }
}

function connected(
  { account, company, askedFor, isComplete, dryRun }: Extract<Installed, { kind: "connected" }>,
  { success }: Ways,
): Page {
  const who = company ?? "Your company";
  return {
    status: 200,
    title: `${who} is connected`,
    text: [
      `Its voicemails will now be transcribed and rated. In Afterbeep this account is called ${account}.`,
      ...(askedFor === null
        ? []
        : [
            `It was connected under that name before, so it is not called ${askedFor}; its connection was renewed.`,
          ]),
      ...(dryRun ? ["This is a dry run: nothing is written to Aircall, not even a webhook."] : []),
      ...(isComplete || dryRun
        ? []
        : [
            "Aircall has not taken our webhook yet. We try again within a minute; there is nothing you need to do.",
          ]),
    ],
    links: [{ label: "Go on at Aircall", href: success }],
  };
}

/** Where nothing can be kept. */
export const withoutKey: Page = {
  status: 503,
  title: "Afterbeep cannot keep the connection yet",
  text: [
    "Tokens are kept encrypted or not at all, and no key is set, or it does not fit. Nothing was changed.",
    "Whoever runs Afterbeep sets AFTERBEEP_ENCRYPTION_KEY; npx afterbeep codec key prints one, and npx afterbeep doctor tells what does not fit.",
  ],
};

export const notKept: Page = {
  status: 503,
  title: "Afterbeep cannot keep the connection now",
  text: [
    "Its ledger does not answer. Nothing was changed.",
    "Whoever runs Afterbeep finds the reason with npx afterbeep doctor. Try again once that is fixed.",
  ],
};

export const withoutAddress: Page = {
  status: 503,
  title: "Afterbeep does not know its own address yet",
  text: ["Whoever runs Afterbeep sets PUBLIC_URL to the address under which Aircall reaches it."],
};

export function wrongName(account: string): Page {
  return {
    status: 400,
    title: "This is not a valid account name",
    text: [`${account.slice(0, 60)} is not 1 to 48 letters, digits, _ or -.`],
  };
}

export function takenName(account: string): Page {
  return {
    status: 409,
    title: "This name cannot be used",
    text: [
      `${account} is not connected by a click: its settings hold an API key, or it differs from such a name by case only. Nothing was changed.`,
    ],
  };
}

/** What the browser brought back cannot be used. */
export function wrongState(kind: Exclude<TakenState["kind"], "good">, again: string): Page {
  return {
    status: 400,
    title: "This installation cannot go on",
    text: [`${reasons[kind]} Nothing was changed.`],
    links: [{ label: "Begin again", href: again }],
  };
}

const reasons = {
  forged: "It was not begun here, or its address was changed.",
  "other-browser":
    "It was begun in another browser, or this one keeps no cookies. Begin and end it in the same one.",
  expired: "It was begun more than ten minutes ago.",
  used: "It has ended already: an address like this one is good once.",
} as const;

/** Aircall sent the customer back without a consent. */
export function refused(word: string, again: string): Page {
  const links = [{ label: "Try again", href: again }];
  if (word === "access_denied") {
    return {
      status: 400,
      title: "Nothing was connected",
      text: ["At Aircall the connection was refused. Nothing was changed."],
      links,
    };
  }
  const isOurs = ["invalid_client", "invalid_redirect_uri", "unauthorized_client"].includes(word);
  if (isOurs) return { ...pageOf({ kind: "wrong-client" }, { again, success: "" }), status: 400 };
  return {
    status: 400,
    title: "Aircall did not connect",
    // Anybody can make such an address: no sentence of theirs is to stand on our page.
    text: [
      /^[a-z_]{1,60}$/.test(word)
        ? `Aircall says: ${word}. Nothing was changed.`
        : "Aircall gave a reason that nobody knows. Nothing was changed.",
    ],
    links,
  };
}
