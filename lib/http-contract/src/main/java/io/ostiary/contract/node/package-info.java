/**
 * The form elements of a flow: typed nodes as the contract's {@code uiNode} has them, and the
 * ordered list that a flow carries.
 *
 * <p>Start reading at {@link io.ostiary.contract.node.Nodes}.
 */
@NullMarked
package io.ostiary.contract.node;

import org.jspecify.annotations.NullMarked;
