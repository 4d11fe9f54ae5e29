/** A process of followers, ended by whoever started it: `follow-all.ts FILE`, the file telling whom and where. */
import { readFileSync } from 'node:fs';
import { follow } from './follow.js';
import type { Follower } from './follower.js';

const { followers, urls } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  readonly followers: readonly Follower[];
  readonly urls: readonly string[];
};
for (const follower of followers) void follow(follower, urls);
process.stdout.write('following\n');
