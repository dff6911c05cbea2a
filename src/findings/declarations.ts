import type { Rule } from './rule.ts';

/** These are said only where a team file exists: without one nobody has asked to have spend declared. */

/** The month of this call cannot be told. */
export const volumeUndeclared: Rule = {
  id: 'volume-undeclared',
  severity: 'hint',
  title: 'No volume is declared',
  wrappers: true,
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call, declared, breaches }, team, siblings }) {
    if (
      team.files.length === 0 ||
      declared?.volume ||
      declared?.volumeOf ||
      breaches.some((one) => one.rule === 'unknown-volume') ||
      siblings.some((one) => one.call.covers?.includes(call.id))
    )
      return null;
    return {
      message: 'No volume is declared in llmcost.yaml: this call has a cost, and no month.',
      fixes: [{ title: 'Declare its volume in llmcost.yaml', edits: [], declares: 'volume' }],
    };
  },
};

/** Nobody is named who owns the spend, in a team that names owners. */
export const ownerMissing: Rule = {
  id: 'owner-missing',
  severity: 'hint',
  title: 'No owner is named',
  wrappers: true,
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call, owner, breaches }, team, siblings }) {
    if (
      owner !== null ||
      breaches.some((one) => one.rule === 'owner') ||
      !team.calls.some((one) => one.owner !== undefined) ||
      siblings.some((one) => one.call.covers?.includes(call.id))
    )
      return null;
    return {
      message: 'No owner: the report cannot give this spend to a team.',
      fixes: [{ title: 'Name its owner in llmcost.yaml', edits: [], declares: 'owner' }],
    };
  },
};

/** No tags, in a team that tags its calls. */
export const tagMissing: Rule = {
  id: 'tag-missing',
  severity: 'hint',
  title: 'No allocation tags',
  wrappers: true,
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call, tags, breaches }, team, siblings }) {
    const used = [...new Set(team.calls.flatMap((one) => Object.keys(one.tags ?? {})))];
    const missing = used.filter((key) => tags[key] === undefined);
    if (
      used.length === 0 ||
      missing.length < used.length ||
      breaches.some((one) => one.rule === 'tags') ||
      siblings.some((one) => one.call.covers?.includes(call.id))
    )
      return null;
    return {
      message: `No tags: other calls carry ${missing.join(', ')}, and this one cannot be grouped by them.`,
      fixes: [{ title: 'Tag it in llmcost.yaml', edits: [], declares: 'tags' }],
    };
  },
};

/** Nothing by which finance could group the bill passes through. */
export const unattributableCall: Rule = {
  id: 'unattributable-call',
  severity: 'hint',
  title: 'Nothing attributes this call on the bill',
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call, owner }, team }) {
    if (team.files.length === 0 || owner !== null || call.details?.attribution !== 'absent') return null;
    return {
      message:
        'Neither a user, metadata, tag nor header passes through: what this call costs cannot be told apart on the bill or in a trace.',
      confidence: 'likely',
      byHand: 'Pass user, metadata or labels, or use a key or project of its own',
    };
  },
};
