// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.Optional;

/** A container of the v3io web API. */
public record V3ioContainer(
    @Doc("Name of the container, the first element of paths.")
        @Matches(pattern = "[A-Za-z0-9_-]{1,64}", says = "1 to 64 letters, digits, _ or -")
        String name,
    @Doc(
            "What the names of its streams begin with, before the path with dots for slashes;"
                + " unset: the container's name and a dot; empty: all streams are in it.")
        @Matches(pattern = "[A-Za-z0-9._-]{0,100}", says = "0 to 100 letters, digits, ., _ or -")
        Optional<String> prefix,
    @Doc("Number that may stand in paths in place of the name.")
        @Range(min = "0", max = "2147483647")
        Optional<Integer> id) {}
