import { testLive } from './live.js';
import { examples } from './scenario.js';

testLive(examples);
