/**
 * From nodes to a form: {@link io.ostiary.ui.form.Arrangement} makes a {@link
 * io.ostiary.ui.form.Layout} of a flow by type and group of its nodes alone, so that a new method
 * or trait appears without a change here. {@link io.ostiary.ui.form.SettingsArrangement} does so
 * for the settings, a section for each group.
 */
@NullMarked
package io.ostiary.ui.form;

import org.jspecify.annotations.NullMarked;
