import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

interface Statement {
  readonly Sid: string;
  readonly Action: string;
  readonly Principal: string | { readonly Service?: string; readonly AWS?: string };
  readonly Condition?: {
    readonly ArnLike?: Readonly<Record<string, string>>;
    readonly Bool?: Readonly<Record<string, string>>;
    readonly StringEquals?: Readonly<Record<string, string>>;
  };
}

export const permission = defineResource({
  token: 'aws:lambda/permission:Permission',
  inputs: z.strictObject({
    action: z.string(),
    function: z.string(),
    functionUrlAuthType: z.enum(['AWS_IAM', 'NONE']).optional(),
    invokedViaFunctionUrl: z.boolean().optional(),
    principal: z.string(),
    principalOrgId: z.string().optional(),
    qualifier: z.string().optional(),
    ...regional,
    sourceAccount: z.string().optional(),
    sourceArn: z.string().optional(),
    statementId: z.string(),
  }),
  computed: [],
  replaceOn: [
    'action',
    'function',
    'functionUrlAuthType',
    'invokedViaFunctionUrl',
    'principal',
    'principalOrgId',
    'qualifier',
    'region',
    'sourceAccount',
    'sourceArn',
    'statementId',
  ],
  autoName: { property: 'statementId', maximumLength: 100 },

  async create(inputs, aws) {
    await aws.client(LambdaClient).send(
      new AddPermissionCommand({
        Action: inputs.action,
        FunctionName: inputs.function,
        FunctionUrlAuthType: inputs.functionUrlAuthType,
        InvokedViaFunctionUrl: inputs.invokedViaFunctionUrl,
        Principal: inputs.principal,
        PrincipalOrgID: inputs.principalOrgId,
        Qualifier: inputs.qualifier,
        SourceAccount: inputs.sourceAccount,
        SourceArn: inputs.sourceArn,
        StatementId: inputs.statementId,
      }),
    );
    return inputs.statementId;
  },

  async read(id, aws, known) {
    const answer = await unlessGone(
      aws
        .client(LambdaClient)
        .send(new GetPolicyCommand({ FunctionName: known.function, Qualifier: known.qualifier })),
    );
    const { Statement: statements } = JSON.parse(answer?.Policy ?? '{"Statement":[]}') as {
      Statement: readonly Statement[];
    };
    const found = statements.find(({ Sid }) => Sid === id);
    if (!found) return undefined;
    const { Principal, Condition } = found;
    return {
      action: found.Action,
      function: known.function,
      functionUrlAuthType: Condition?.StringEquals?.['lambda:FunctionUrlAuthType'],
      invokedViaFunctionUrl:
        Condition?.Bool?.['lambda:InvokedViaFunctionUrl'] === 'true' ? true : undefined,
      principal: typeof Principal === 'string' ? Principal : (Principal.Service ?? Principal.AWS),
      principalOrgId: Condition?.StringEquals?.['aws:PrincipalOrgID'],
      qualifier: known.qualifier,
      sourceAccount: Condition?.StringEquals?.['AWS:SourceAccount'],
      sourceArn: Condition?.ArnLike?.['AWS:SourceArn'],
      statementId: id,
    };
  },

  async delete(id, aws, known) {
    await unlessGone(
      aws.client(LambdaClient).send(
        new RemovePermissionCommand({
          FunctionName: known.function,
          Qualifier: known.qualifier,
          StatementId: id,
        }),
      ),
    );
  },

  /** `function/statement` or `function:qualifier/statement`. */
  parseImportId(text) {
    const [name = '', id = ''] = text.split('/');
    const [functionName = '', qualifier] = name.split(':');
    return { id, known: { function: functionName, qualifier } };
  },
});
