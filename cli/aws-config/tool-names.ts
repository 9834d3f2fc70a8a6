/** The tools for which profiles are written, as `--for` has them. */
export const toolNames = ['aws-vault', 'awsume', 'aws-cli'] as const;

export type ToolName = (typeof toolNames)[number];
