/**
 * What the public API says, read without judging it: {@link io.ostiary.ui.node.Flow}, its {@link
 * io.ostiary.ui.node.Node}s and their {@link io.ostiary.ui.node.Message}s. Unknown types, groups
 * and ids pass.
 */
@NullMarked
package io.ostiary.ui.node;

import org.jspecify.annotations.NullMarked;
