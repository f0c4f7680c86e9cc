package io.ostiary.jsonnet.child;

import java.util.LinkedHashMap;
import java.util.Map;
import scala.Function0;
import scala.Tuple2;
import scala.util.Either;
import sjsonnet.Error;
import sjsonnet.Expr;
import sjsonnet.FileScope;
import sjsonnet.ParseCache;
import sjsonnet.Path;

/** The last programs as they were parsed; what they are given is different each time and not kept. */
final class ProgramCache implements ParseCache {

    private static final int KEPT = 64;

    private final Map<String, Either<Error, Tuple2<Expr, FileScope>>> parsed = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Either<Error, Tuple2<Expr, FileScope>>> eldest) {
            return size() > KEPT;
        }
    };

    @Override
    public Either<Error, Tuple2<Expr, FileScope>> getOrElseUpdate(
            Tuple2<Path, String> program, Function0<Either<Error, Tuple2<Expr, FileScope>>> parse) {
        return program._1() instanceof ProgramPath path && path.name().equals("program")
                ? parsed.computeIfAbsent(program._2(), text -> parse.apply())
                : parse.apply();
    }
}
