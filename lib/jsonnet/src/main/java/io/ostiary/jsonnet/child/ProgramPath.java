package io.ostiary.jsonnet.child;

import sjsonnet.Path;

/** The place of a program that lies in no file. */
record ProgramPath(String name) implements Path {

    @Override
    public String relativeToString(Path other) {
        return name;
    }

    @Override
    public Path parent() {
        return this;
    }

    @Override
    public int segmentCount() {
        return 1;
    }

    @Override
    public String last() {
        return name;
    }

    @Override
    public Path $div(String segment) {
        return new ProgramPath(segment);
    }

    @Override
    public String renderOffsetStr(int offset, scala.collection.mutable.HashMap<Path, int[]> lines) {
        return name;
    }
}
