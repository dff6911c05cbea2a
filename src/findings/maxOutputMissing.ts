import type { Rule } from './rule.ts';

/** No output cap where the API would take one: the answer may run to the model's limit. */
export const maxOutputMissing: Rule = {
  id: 'max-output-missing',
  severity: 'warning',
  title: 'No output cap',
  check({ analyzed: { call }, facts }) {
    if (call.maxOutput.state !== 'absent' || call.capSlot === null || call.modifiers.includes('batch')) return null;
    if (call.capDefault.kind === 'library') return null;
    const required = call.capDefault.kind === 'required';
    const limit = facts?.maxOutput;
    const worst = limit ? `up to ${limit.toLocaleString('en-US')} output tokens` : "up to the model's limit";
    const message = required ? `${call.capSlot.parameter} is required by this API and is not given` : `No output cap: one answer may take ${worst}. Set ${call.capSlot.parameter}.`;
    const { parameter, edit } = call.capSlot;
    return { message, severity: required ? 'information' : 'warning', ...(edit ? { fixes: [{ title: `Add ${parameter}`, edits: [edit] }] } : { byHand: `Set ${parameter} where the arguments of this call are made` }) };
  },
};
