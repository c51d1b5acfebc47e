/**
 * What steps call: one scenario as a whole, put together of what it does and what it says of its own objects. Calls the packages
 * beside it and the scope of its scenario, none of which know it.
 */
package dev.holdfast.scenario.context;
