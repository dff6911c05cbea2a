import type { LanguageFamily } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { settleTemplates } from '../values/templates.ts';
import type { HandleValue, Value } from '../values/values.ts';
import { withAppended } from './drivers.ts';
import type { Found } from './paths.ts';
import type { Reading } from './reading.ts';

/** Where the texts of a request were found, templates filled as far as the code does. */
export interface Conversation {
  readonly systems: Found;
  readonly messages: Found;
  readonly prompt: Found;
  /** Values that carry what is asked, for finding wrappers. */
  readonly carriers: readonly Value[];
}

/** What a request says. Without messages or a prompt of its own it is the values for a template that stands elsewhere. */
export function conversationOf(e: Evaluator, { site, find, written, handle, family }: Reading): Conversation {
  const variables = find((one) => one.variables);
  const filling = variables.state === 'here' ? [variables.value] : [];
  const settled = (found: Found): Found =>
    found.state === 'here' ? { state: 'here', value: settleTemplates(found.value, filling, family) } : found;
  const systems = settled(find((one) => one.system));
  const prompt = settled(seen(find((one) => one.prompt)));
  const template = written(site.match.operation.parameters.messages).state === 'absent' ? templateOf(handle, filling, family) : null;
  const said = template ?? settled(withAppended(e, seen(find((one) => one.messages)), handle));
  const messages = said.state === 'absent' && prompt.state === 'absent' ? settled(variables) : said;
  const isSilent = messages.state === 'absent' && prompt.state === 'absent';
  const carrying = [messages, prompt, ...(messages === said ? [variables] : []), ...(isSilent ? [systems] : [])];
  return {
    systems,
    messages,
    prompt,
    carriers: carrying.flatMap((found) => (found.state === 'here' ? [found.value] : found.state === 'open' ? [found.why] : [])),
  };
}

/** The template that was given to what made the handle as a plain text: a call without messages of its own fills it. */
function templateOf(handle: HandleValue | null, filling: readonly Value[], family: LanguageFamily): Found | null {
  if (!handle?.layers.some((layer) => layer.spec.template === 'braces')) return null;
  const value = settleTemplates(handle, filling, family);
  return value.kind === 'handle' ? null : { state: 'here', value };
}

/** What is asked does not stand in an agent or model that is made elsewhere: there it is absent, not unknown. */
function seen(found: Found): Found {
  return found.state === 'open' && found.why.unseen ? { state: 'absent' } : found;
}
