import { PolicyPack } from '@pulumi/policy';
import { iamUserRequiredTags } from './iam-user-required-tags';

new PolicyPack('keyturn', { policies: [iamUserRequiredTags] });
