/**
 * What a StatefulSet promises, one class per guarantee: a pure function of a history, judged without a cluster. What holds for
 * all of them:
 *
 * <ul>
 *   <li>A guarantee that saw nothing to judge is inconclusive, never passed.
 *   <li>Where events of a kind that it reads may be missing, it is inconclusive, unless what came before proves a violation.
 *   <li>A violation is one sentence that names the object and the resourceVersion, with the entries that prove it.
 * </ul>
 *
 * <p>Calls histories and nothing else; each family of guarantees has a package below this one, which calls no other family.
 * What several families need is here.
 */
package dev.holdfast.guarantee;
