/** The suite's one JSON mapper, and how REST endpoints use it. */
@NullMarked
package io.ostiary.contract.json;

import org.jspecify.annotations.NullMarked;
