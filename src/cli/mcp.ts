import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { basename, resolve } from 'node:path';
import { assistantTools } from '../workspace/assistant.ts';
import { createEngine } from '../workspace/engine.ts';
import { nodeFiles } from '../workspace/nodeFiles.ts';
import type { ScanIo } from './scanning.ts';

/**
 * `llmcost mcp [PATH...]`: the tools of `assistantTools` over the Model Context Protocol, on standard input and output.
 * https://modelcontextprotocol.io/specification. Ends when the input does. Exit code 0.
 */
export async function mcp(argv: readonly string[], io: ScanIo): Promise<number> {
  const transport = new StdioServerTransport();
  const ended = new Promise<void>((done) => process.stdin.once('end', done));
  const end = await serveTools(
    (argv.length > 0 ? argv : ['.']).map((path) => resolve(io.cwd, path)),
    io,
    transport,
  );
  await ended;
  end();
  return 0;
}

/** Serves the tools over folders (absolute paths) through a transport. Gives what ends it. */
export async function serveTools(
  folders: readonly string[],
  { catalog, assets, version }: Pick<ScanIo, 'catalog' | 'assets' | 'version'>,
  transport: Parameters<Server['connect']>[0],
): Promise<() => void> {
  const engine = createEngine({
    catalog,
    assets,
    today: () => new Date().toISOString().slice(0, 10),
    toolVersion: version,
    disk: nodeFiles,
  });
  // Opened anew for each question: files change between two of them.
  const workspaces = () =>
    folders.map((folder) => {
      const workspace = engine.open(folder, 'disk');
      return { name: basename(folder), workspace, done: () => workspace.dispose() };
    });
  const tools = assistantTools({ engine, workspaces });
  const server = new Server(
    { name: 'llmcost', version },
    {
      capabilities: { tools: {} },
      instructions:
        'Costs of LLM API calls in source code, with ranges and what each number rests on. Code is read and never run; nothing leaves the machine.',
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema }) => ({
      name,
      title,
      description,
      inputSchema: { ...inputSchema, required: [...inputSchema.required] },
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    try {
      const tool = tools.find((one) => one.name === params.name);
      if (!tool) throw new Error(`there is no tool ${params.name}`);
      return { content: [{ type: 'text', text: await tool.run(params.arguments ?? {}, signal) }] };
    } catch (error) {
      return { isError: true, content: [{ type: 'text', text: error instanceof Error ? error.message : String(error) }] };
    }
  });
  await server.connect(transport);
  return () => {
    void server.close();
    engine.dispose();
  };
}
