/** White space of the same length, lines kept, so that offsets stay. */
export function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}
