const arn = (rest: string) => new RegExp(`^arn:aws[a-zA-Z-]*:${rest}$`);
/** What has a format, but none that anybody has written down. */
const any = true as const;

/**
 * The formats that cfn-lint gives to what AWS says in words (its rules E1155 to E1164), by the same patterns. A format
 * that is not here fails the check.
 */
export const awsFormats: Readonly<Record<string, RegExp | true | ((text: string) => boolean)>> = {
  json: isJson,
  'AWS::IAM::Role.Arn': arn('iam::\\d{12}:role/.+'),
  'AWS::KMS::Alias.AliasName': /^alias\/[a-zA-Z0-9:/_-]+$/,
  'AWS::KMS::Key.Arn': arn('kms:[a-z0-9-]+:\\d{12}:(key|alias)/.+'),
  'AWS::KMS::Key.Id':
    /^([0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[a-zA-Z0-9/_-]+)$/,
  'AWS::Lambda::Function.Arn': arn('lambda:[a-z0-9-]+:\\d{12}:function:.+'),
  'AWS::Logs::LogGroup.Name': /^[.\-_/#A-Za-z0-9]{1,512}$/,
  'AWS::S3::Bucket.Name': /^(?![.-])(?!.*\.\.)(?!.*-\.)(?!.*\.-)[a-z0-9.-]{3,63}(?<![.-])$/,
  'AWS::SNS::Topic.Arn': arn('sns:[a-z0-9-]+:\\d{12}:.+'),
  'AWS::SQS::Queue.Arn': any,
  'AWS::EC2::SecurityGroup.Id': any,
  'AWS::EC2::SecurityGroup.Ids': any,
  'AWS::EC2::Subnet.Id': any,
  'AWS::EC2::Subnet.Ids': any,
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
