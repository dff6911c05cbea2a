import type { Estimate, Picodollars, PriceReference, Report, Span } from '../model.ts';
import { createLocator } from '../text/virtual.ts';
import { complaintsOf } from './check.ts';
import { repetitionPart, reportParts, requestParts, usd } from './jsonParts.ts';
import type { ScanResult } from './jsonSchema.ts';
import { dollars } from './wording.ts';

/** The report as the published scan result. */
export function toScanResult(report: Report): ScanResult {
  const calls: ScanResult['calls'] = [];
  const findings: ScanResult['findings'] = [];
  for (const file of report.files) {
    const locate = createLocator(file.chunks);
    const range = (span: Span) => ({ start: place(span.start), end: place(span.end) });
    const place = (offset: number) => {
      const { position } = locate(offset);
      return { line: position.line + 1, column: position.column + 1 };
    };
    for (const one of file.calls) {
      const { call, tokens, cost, monthly, owner, tags, declared } = one;
      calls.push({
        id: call.id,
        file: file.path,
        cell: locate(call.span.start).cell,
        language: call.language,
        range: range(call.span),
        sdk: call.sdk,
        api: call.api,
        provider: call.provider,
        kind: call.kind,
        confidence: call.confidence,
        function: call.function,
        via: call.via,
        ...(call.covers?.length ? { covers: [...call.covers] } : {}),
        ...(call.requests ? { requests: requestParts(one) } : {}),
        inTest: call.inTest,
        model: {
          state: call.model.state,
          id: call.model.state === 'known' ? call.model.value : null,
          alternatives: call.model.state === 'dynamic' ? [...call.model.alternatives] : [],
          how: call.model.state === 'known' ? call.model.how : null,
          reason: call.model.state === 'dynamic' ? call.model.reason : null,
        },
        maxOutput: {
          state: call.maxOutput.state,
          value: call.maxOutput.state === 'known' ? call.maxOutput.value : null,
          parameter: call.capSlot?.parameter ?? null,
        },
        caching: { state: call.caching },
        repetition: repetitionPart(call.repetition),
        owner,
        tags: { ...tags },
        volume: declared?.volume ? { ...declared.volume } : null,
        tokens: {
          input: { ...tokens.input },
          output: { ...tokens.output },
          cacheRead: { ...tokens.cacheRead },
          cacheWrite: { ...tokens.cacheWrite },
          static: tokens.staticInput,
          steps: tokens.steps ? { count: { ...tokens.steps.count }, growth: { ...tokens.steps.growth }, limit: tokens.steps.limit } : null,
        },
        cost: {
          currency: 'USD',
          perCall: cost.state === 'priced' ? usd(cost.perCall) : null,
          list: cost.state === 'priced' && cost.list ? usd(cost.list) : null,
          contracted: cost.state === 'priced' && cost.negotiated ? usd(cost.negotiated) : null,
          runs:
            cost.state === 'priced' && cost.runs
              ? {
                  one: dollars(cost.runs.one),
                  typical: dollars(cost.runs.typical),
                  limit: dollars(cost.runs.limit),
                  limitWithoutCache: dollars(cost.runs.limitWithoutCache),
                }
              : null,
          conversation:
            cost.state === 'priced' && cost.conversation
              ? {
                  first: dollars(cost.conversation.first),
                  typical: dollars(cost.conversation.typical),
                  full: dollars(cost.conversation.full),
                  tokens: cost.conversation.tokens,
                }
              : null,
          per1k: cost.state === 'priced' ? usd(times(cost.perCall, 1000n)) : null,
          monthly: monthly ? usd(monthly) : null,
          unknown: cost.state === 'unknown' ? cost.reason : null,
          price: cost.state === 'priced' ? pricePart(cost.price) : null,
        },
      });
    }
    for (const one of file.findings)
      findings.push({
        id: one.id,
        severity: one.severity,
        callId: one.callId,
        file: one.file,
        cell: locate(one.span.start).cell,
        range: range(one.span),
        message: one.message,
        saving: one.saving === null ? null : dollars(one.saving),
        fixable: one.fix !== null,
      });
  }
  const { totals } = report;
  return {
    schemaVersion: 1,
    tool: { ...report.tool },
    catalog: { ...report.catalog },
    root: report.root,
    at: report.at,
    ...(report.currency ? { currency: { ...report.currency } } : {}),
    calls,
    findings,
    totals: {
      calls: totals.calls,
      monthly: totals.monthly ? usd(totals.monthly) : null,
      yearly: totals.yearly ? usd(totals.yearly) : null,
      byBasis: { ...totals.byBasis },
      undeclaredVolume: totals.undeclaredVolume,
      unknownCost: totals.unknownCost,
    },
    ...reportParts(report),
    budgets: report.budgets.map((one) => ({
      name: one.budget.name,
      monthly: one.budget.monthly === null ? null : dollars(one.budget.monthly),
      yearly: one.budget.yearly === null ? null : dollars(one.budget.yearly),
      period: one.period,
      spent: usd(one.spent),
      used: one.used,
      state: one.state,
      hard: one.budget.hard,
    })),
    problems: complaintsOf(report)
      .filter(({ rule }) => rule.startsWith('team-file') || rule.startsWith('suppression-'))
      .map(({ place, severity, rule, message }) => ({ file: place.file, line: place.line, column: place.column, severity, rule, message })),
    files: { considered: report.considered, analysed: report.files.length, skipped: report.skipped.map((one) => ({ ...one })) },
  };
}

/** The scan result as text with a final newline: what `llmcost scan --format json` writes. Its schema is in jsonSchema.ts. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(toScanResult(report), null, 2)}\n`;
}

function times(range: Estimate<Picodollars>, by: bigint): Estimate<Picodollars> {
  return { ...range, low: range.low * by, expected: range.expected * by, high: range.high * by };
}

function pricePart({
  modifiers,
  checkedWith,
  overrules,
  ...rest
}: PriceReference): NonNullable<ScanResult['calls'][number]['cost']['price']> {
  return { ...rest, modifiers: [...modifiers], checkedWith: [...checkedWith], ...(overrules ? { overrules: [...overrules] } : {}) };
}
