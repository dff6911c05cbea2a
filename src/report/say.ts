/**
 * Puts values into a text at `{0}`, `{1}`, ... An editor gives one that also translates: texts are whole, so that a bundle can name them.
 * Everything that is not an editor's own surface (files, terminals, messages of findings) is `inEnglish`.
 */
export type Say = (text: string, ...values: (string | number)[]) => string;

/** Puts the values in and translates nothing; a place without a value stays as it is. */
export const inEnglish: Say = (text, ...values) =>
  text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
