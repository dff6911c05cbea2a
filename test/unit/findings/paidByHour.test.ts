import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const findingsOf = async (model: string) => (await scan({ 'app.py': `import boto3\nclient = boto3.client("bedrock-runtime")\nclient.converse(modelId="${model}", messages=[{"role": "user", "content": [{"text": "Hello"}]}])\n` })).files.flatMap((file) => file.findings.map((one) => one.id));

test('capacity that is paid by the hour has no cap to miss and no price of tokens', async () => {
  expect(await findingsOf('amazon.nova-lite-v1:0')).toContain('max-output-missing');
  const found = await findingsOf('arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef123456');
  expect(found.filter((id) => /^max-output|^model-/.test(id))).toEqual([]);
});
