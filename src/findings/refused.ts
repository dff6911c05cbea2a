import type { FileFacts, LlmCall } from '../model.ts';
import { bareId } from './answerLength.ts';
import { settingOf, settingsOf, toolSettings, type Asking, type Sent } from './asking.ts';
import { efforts, refusals, type Refusal } from './refusals.ts';

/** Whether the model of a request refuses its cap under this name. */
export function refusesCap({ api, model }: LlmCall, name: string): boolean {
  return (
    model.state === 'known' &&
    refusals.some((one) => one.cap === name && one.model.test(bareId(model.value)) && one.apis?.test(api) === true)
  );
}

/** What requests ask that a model refuses. */
export interface Refused {
  /** What the code sends whatever happens, and what it may send: each once, in words. */
  readonly sent: readonly string[];
  readonly may: readonly string[];
  /** Where something that is passed on cannot be read: what else of its kind it refuses over this API. */
  readonly rest: readonly string[];
}

/** What the requests ask that a model refuses. @param id the model's, without a prefix. */
export function refusedBy(id: string, api: string, asking: readonly Asking[], code: FileFacts): Refused {
  const found = refusals
    .filter((one) => one.model.test(id) && (one.apis?.test(api) ?? true))
    .map((one) => ({ one, found: asking.flatMap((each) => foundOf(one, each, code)) }));
  const all = found.flatMap((each) => each.found);
  const sent = [...new Set(all.flatMap(({ what, how }) => (how === 'sends' ? [what] : [])))];
  const isOpen = asking.some(({ request }) => request.details?.setsMore === true);
  return {
    sent,
    may: [...new Set(all.map((one) => one.what))].filter((one) => !sent.includes(one)),
    rest: isOpen ? found.flatMap((each) => (each.one.byItself || isTold(each.one, asking) ? [] : restOf(each.one, each.found))) : [],
  };
}

/** What is settled wherever the rest is set: an effort that is read, tools that the call names, a cap of the newer name. */
function isTold({ names, what }: Refusal, asking: readonly Asking[]): boolean {
  return (
    names === efforts ||
    (/tools/.test(what) && asking.some(({ request }) => settingsOf(request, toolSettings).length > 0)) ||
    (/^max_tokens/.test(what) && asking.some(({ request }) => settingOf(request, 'max_completion_tokens') !== null))
  );
}

/** Of a class what was not found. */
function restOf({ what, names }: Refusal, found: readonly { readonly what: string }[]): readonly string[] {
  if (!names) return found.length > 0 ? [] : [what];
  const spelled = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return what
    .split(', ')
    .filter(
      (word) =>
        !found.some((one) => word === one.what || word === spelled(one.what) || (word === 'penalties' && /penalty$/i.test(one.what))),
    );
}

function foundOf(one: Refusal, asking: Asking, code: FileFacts): readonly { readonly what: string; readonly how: Sent }[] {
  const how = one.isAsked?.(asking, code) ?? null;
  return [
    ...(how ? [{ what: one.what, how }] : []),
    ...settingsOf(asking.request, one.names ?? []).flatMap((setting) => {
      const refused = one.isRefused ? one.isRefused(setting) : 'sends';
      const what = one.names === efforts ? one.what : nameOf(one, setting.name);
      return refused ? [{ what, how: setting.isSure ? refused : ('may' as const) }] : [];
    }),
  ];
}

/** `max_tokens (max_completion_tokens there)` says more than its name. */
function nameOf({ what }: Refusal, name: string): string {
  return what.startsWith(`${name} (`) ? what : name;
}
