import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const findingsOf = async (model: string) => (await scan({ 'app.py': `import boto3\nclient = boto3.client("bedrock-runtime")\nclient.converse(modelId="${model}", messages=[{"role": "user", "content": [{"text": "Hello"}]}])\n` })).files.flatMap((file) => file.findings.map((one) => one.id));

test('capacity that is paid by the hour has no cap to miss and no price of tokens', async () => {
  expect(await findingsOf('amazon.nova-lite-v1:0')).toContain('max-output-missing');
  const found = await findingsOf('arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef123456');
  expect(found.filter((id) => /^max-output|^model-/.test(id))).toEqual([]);
});

// After https://github.com/aws-samples/amazon-bedrock-workshop/blob/main/03_Model_customization/bedrock-fine-tuning/meta-llama
test('nor has capacity whose name a call of the service gives', async () => {
  const found = async (made: string) => {
    const code = ['import boto3', 'bedrock = boto3.client("bedrock")', 'runtime = boto3.client("bedrock-runtime")', 'def ask(model_id, text):', '    return runtime.converse(modelId=model_id, messages=[{"role": "user", "content": [{"text": text}]}])', made, 'print(ask(arn, "Hello"))', ''];
    return (await scan({ 'app.py': code.join('\n') })).files.flatMap((file) => file.findings.filter((one) => one.severity === 'warning').map((one) => one.id));
  };
  expect(await found('arn = bedrock.create_provisioned_model_throughput(modelId="m", modelUnits=1, provisionedModelName="p")["provisionedModelArn"]')).toEqual([]);
  expect(await found('arn = bedrock.create_inference_profile(inferenceProfileName="p")["inferenceProfileArn"]')).toContain('max-output-missing');
});
