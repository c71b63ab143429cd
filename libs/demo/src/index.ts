/** demo: the kommune that `npm start` makes, with a past on both axes. No rule of the law lives here. */
export { DemoModule } from './demo.module.js';
export { oversigt, oversigtstekst, type Oversigt } from './oversigt.js';
export { DemoService, type Demovalg } from './simulering.js';
