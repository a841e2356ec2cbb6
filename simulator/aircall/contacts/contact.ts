import type { NextId } from "../ids.ts";

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

export interface Contacts {
  readonly contacts: Map<number, Contact>;
}

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
