import type { Report, Severity, Span } from '../model.ts';
import { createLocator } from '../text/virtual.ts';
import { complaintsOf } from './check.ts';
import { dollars } from './wording.ts';

const home = 'https://github.com/llm-cost-lens/llm-cost-lens';
const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly relatedLocations?: readonly unknown[];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Findings, policy breaches, budgets that are over, anomalies, missed KPIs and mistakes in team files as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export function renderSarif(report: Report): string {
  const ofTeam = teamFileResults(report);
  const results = [...findingResults(report), ...breachResults(report), ...ofTeam];
  const withoutPage = new Set(ofTeam.map((one) => one.ruleId));
  const ids = [...new Set(results.map((one) => one.ruleId))].toSorted();
  const run = {
    tool: {
      driver: {
        name: 'LLM Cost Lens',
        version: report.tool.version,
        semanticVersion: report.tool.version,
        informationUri: home,
        rules: ids.map((id) => ({
          id,
          name: id,
          shortDescription: { text: id.replaceAll('-', ' ') },
          helpUri: withoutPage.has(id) ? `${home}#llmcostyaml` : `${home}/blob/main/docs/rules/${id}.md`,
        })),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that was scanned.' } } },
    results: results.map((one) => ({ ...one, ruleIndex: ids.indexOf(one.ruleId) })),
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function findingResults(report: Report): readonly Result[] {
  return report.files.flatMap((file) => {
    const locate = createLocator(file.chunks);
    return file.findings.map((one): Result => ({
      ruleId: one.id,
      level: levels[one.severity],
      message: { text: one.message },
      locations: [spanLocation(file.path, one.span, locate)],
      partialFingerprints: { 'llmcost/v1': `${one.id}:${one.callId ?? file.path}` },
      properties: {
        confidence: one.confidence,
        ...(one.saving === null ? {} : { savingPerCallUsd: dollars(one.saving) }),
        ...(one.savingMonthly === null ? {} : { savingPerMonthUsd: dollars(one.savingMonthly) }),
      },
    }));
  });
}

/** Breaches, where the findings do not have them already. */
function breachResults(report: Report): readonly Result[] {
  return report.files.flatMap((file) => {
    const locate = createLocator(file.chunks);
    const found = new Set(file.findings.map((one) => `${one.id} ${one.callId}`));
    return file.calls
      .filter((one) => !one.call.inTest)
      .flatMap(({ call, breaches }) =>
        breaches
          .filter((breach) => !found.has(`policy-${breach.rule} ${call.id}`))
          .map((breach): Result => ({
            ruleId: `policy-${breach.rule}`,
            level: levels[breach.severity],
            message: { text: `${breach.policy}: ${breach.message}` },
            locations: [spanLocation(file.path, call.span, locate)],
            relatedLocations: [
              {
                id: 1,
                message: { text: `The policy ${breach.policy}` },
                ...lineLocation(breach.origin.file, breach.origin.line, breach.origin.column),
              },
            ],
            partialFingerprints: { 'llmcost/v1': `policy-${breach.rule}:${breach.policy}:${call.id}` },
          })),
      );
  });
}

/** What stands in team files: budgets that are over, anomalies, KPIs that are missed, mistakes. */
function teamFileResults(report: Report): readonly Result[] {
  return complaintsOf(report)
    .filter((one) => one.definedAt === null && one.rule !== 'budget-close')
    .map((one): Result => ({
      ruleId: one.rule,
      level: levels[one.severity],
      message: { text: one.message },
      locations: [lineLocation(one.place.file, one.place.line, one.place.column)],
      ...(one.name === undefined ? {} : { partialFingerprints: { 'llmcost/v1': `${one.rule}:${one.name}` } }),
    }));
}

/** In a notebook lines are those of a cell, which SARIF cannot say: the place is the file, the cell stands beside it. */
function spanLocation(file: string, span: Span, locate: ReturnType<typeof createLocator>): unknown {
  const start = locate(span.start);
  const end = locate(span.end);
  if (start.cell !== null)
    return {
      physicalLocation: { artifactLocation: artifact(file) },
      logicalLocations: [{ name: `cell ${start.cell + 1}`, kind: 'module' }],
      message: { text: `code cell ${start.cell + 1}, line ${start.position.line + 1}` },
    };
  return {
    physicalLocation: {
      artifactLocation: artifact(file),
      region: {
        startLine: start.position.line + 1,
        startColumn: start.position.column + 1,
        endLine: end.position.line + 1,
        endColumn: end.position.column + 1,
      },
    },
  };
}

function lineLocation(file: string, line: number, column: number): { readonly physicalLocation: unknown } {
  return { physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, startColumn: column } } };
}

function artifact(file: string): unknown {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
