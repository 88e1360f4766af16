// SPDX-License-Identifier: Apache-2.0

/**
 * Files that operators may change while the server runs: access keys, certificates, keys of tokens;
 * and words for what goes wrong with them. Uses nothing of the rest.
 */
@NullMarked
package io.offshard.adapter.file;

import org.jspecify.annotations.NullMarked;
