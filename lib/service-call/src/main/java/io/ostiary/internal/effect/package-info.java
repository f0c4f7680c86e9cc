/** Effects: consequences of a decision that another service has to carry out exactly as decided. */
package io.ostiary.internal.effect;
