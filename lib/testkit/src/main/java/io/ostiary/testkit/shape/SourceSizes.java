package io.ostiary.testkit.shape;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Measures methods and constructors in sources, as the JDK's own compiler reads them. */
final class SourceSizes {

    /** The sizes of all methods, and of all constructors' parameters but those of records. */
    List<Size> of(List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Size> sizes = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Measuring(unit, positions, sizes).scan(unit, null);
            }
            return sizes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Measuring extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Size> sizes;
        private final Deque<ClassTree> around = new ArrayDeque<>();

        private Measuring(CompilationUnitTree unit, SourcePositions positions, List<Size> sizes) {
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            around.push(type);
            super.visitClass(type, nothing);
            around.pop();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            ClassTree type = around.element();
            boolean constructs = method.getReturnType() == null;
            String name = type.getSimpleName() + "." + (constructs ? "new" : method.getName());
            sizes.add(new Size(name, lines(method), ShapeRules.LONGEST_METHOD, "lines"));
            if (constructs && type.getKind() != Tree.Kind.RECORD) {
                sizes.add(new Size(name, method.getParameters().size(), ShapeRules.MOST_PARAMETERS, "parameters"));
            }
            return super.visitMethod(method, nothing);
        }

        private long lines(MethodTree method) {
            LineMap map = unit.getLineMap();
            return map.getLineNumber(positions.getEndPosition(unit, method))
                    - map.getLineNumber(positions.getStartPosition(unit, method))
                    + 1;
        }
    }
}
