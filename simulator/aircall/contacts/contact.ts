import type { NextId } from "../ids.ts";

/** https://developer.aircall.io/api-references/#contact. Times are seconds since the epoch. */
export interface Contact {
  readonly id: number;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  information: string | null;
  readonly created_at: number;
  updated_at: number;
  phone_numbers: { id: number; label: string; value: string }[];
  emails: { id: number; label: string; value: string }[];
}

/** The company's contacts by id. */
export interface Contacts {
  readonly contacts: Map<number, Contact>;
}

/** Two contacts, of which one has a company. */
export function createContacts(nextId: NextId): Contacts {
  const contact = (
    first: string,
    last: string,
    company: string | null,
    phone: string,
  ): Contact => ({
    id: nextId("contact"),
    first_name: first,
    last_name: last,
    company_name: company,
    information: null,
    created_at: 1_585_000_000,
    updated_at: 1_585_000_000,
    phone_numbers: [{ id: nextId("detail"), label: "Work", value: phone }],
    emails: [],
  });
  const contacts = [
    contact("Sarah", "Mitchell", "Mitchell Ltd", "+442079460958"),
    contact("James", "Okafor", null, "+12125550142"),
  ];
  return { contacts: new Map(contacts.map((one) => [one.id, one])) };
}

/** As answers and events show it. */
export function contactPayload(
  { baseUrl }: { readonly baseUrl: string },
  contact: Contact,
): object {
  return {
    ...contact,
    direct_link: `${baseUrl}/v1/contacts/${contact.id}`,
    is_shared: true,
  };
}
