/**
 * Generated inputs by Jazzer. As an ordinary test each target replays its corpus, the files in {@code
 * src/test/resources/<package>/<class>Inputs/<method>}; {@link io.ostiary.fuzz.GeneratedInputsIT} tries each for some seconds more.
 */
package io.ostiary.fuzz;
