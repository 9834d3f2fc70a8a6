/**
 * The program that deploys what the stack files and `engineers.yaml` say: `module.exports = require('keyturn/stacks')`.
 *
 * @module keyturn/stacks
 */
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { deploy } from './deploy';

/** The program that `pulumi up` runs for every stack. */
export = () => deploy(pulumi.getRootDirectory() || path.join(__dirname, '..'));
