import { iam } from './core/resource-types';
import { iamNoUncheckedResource } from './iam-no-unchecked-resource';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource, user } from './testing/resources';
import { unknown } from './testing/run-policy';

const native = (type: string) => resource(`aws-native:iam:${type}`, 'ada', { userName: 'ada' });
const byCloudControl = (typeName: unknown) =>
  resource('aws:cloudcontrol/resource:Resource', 'ada', { typeName, desiredState: '{}' });

describePolicy(iamNoUncheckedResource, {
  passes: [["another service's resource by Cloud Control", byCloudControl('AWS::Logs::LogGroup')]],
  advises: [
    ['a user', native('User'), /ada \(aws-native:iam:User\) was not looked at: no policy of this/],
    ['a managed policy', native('ManagedPolicy'), /aws-native:iam:ManagedPolicy/],
    ['a type that is not there yet', native('Whatever'), /aws-native:iam:Whatever/],
    ['a user of which nothing is known yet', { ...native('User'), props: {} }, /was not looked at/],
    ['a user by Cloud Control', byCloudControl('AWS::IAM::User'), /ada \(AWS::IAM::User\) was not/],
  ],
  notApplicable: [
    ['a user of @pulumi/aws', user('ada', {})],
    ['a role of @pulumi/aws', resource(iam.role, 'deploy', {})],
    ["another service's resource", resource('aws-native:logs:LogGroup', 'logs', {})],
    ['a type that only ends so', resource('my-aws-native:iam:User', 'ada', {})],
    ['a bucket', bucket],
  ],
  unknown: [['what Cloud Control makes', byCloudControl(unknown)]],
  bad: native('User'),
});
