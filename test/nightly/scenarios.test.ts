import { testLive } from '../scenarios/live.js';
import { examples, scenarios } from '../scenarios/scenario.js';

testLive(scenarios.filter((scenario) => scenario.hasHost && !examples.includes(scenario)));
