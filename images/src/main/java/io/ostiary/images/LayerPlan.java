package io.ostiary.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which files go into which layer. Libraries that the same images have in the same place become one
 * layer, which is stored and sent once; what the project itself compiles comes last, because it
 * changes with every commit.
 */
public final class LayerPlan {

    /** Below this a shared layer costs more in requests than it saves in bytes. */
    private static final long LEAST_SHARED_BYTES = 1 << 20;

    private final List<Piece> pieces = new ArrayList<>();

    /** The libraries that more than one image has, by the images that have them. */
    private final Map<Set<String>, Set<Content>> shared;

    /**
     * One layer of an image.
     *
     * @param name what it holds
     * @param files sources by their path below {@code /app}, in order
     */
    public record Layer(String name, SortedMap<String, Path> files) {}

    private record Content(String path, String digest) {}

    private record Piece(String image, Path file, Content content) {}

    /** Plans for images that are built together. */
    public LayerPlan(List<SuiteImage> images) {
        for (SuiteImage image : images) {
            image.files()
                    .forEach(
                            (path, file) -> pieces.add(new Piece(image.name(), file, new Content(path, digest(file)))));
        }
        Map<Content, Set<String>> holders = pieces.stream()
                .filter(piece -> isLibrary(piece.content().path()))
                .collect(Collectors.groupingBy(
                        Piece::content, Collectors.mapping(Piece::image, Collectors.toCollection(TreeSet::new))));
        Map<Set<String>, Set<Content>> groups = holders.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        groups.values().removeIf(contents -> bytes(contents) < LEAST_SHARED_BYTES);
        shared = groups;
    }

    /** The layers of an image, the one that changes least first. */
    public List<Layer> of(String image) {
        List<Piece> left = new ArrayList<>(
                pieces.stream().filter(piece -> piece.image().equals(image)).toList());
        List<Layer> layers = new ArrayList<>();
        shared.entrySet().stream()
                .filter(each -> each.getKey().contains(image))
                .sorted(Comparator.comparing((Map.Entry<Set<String>, ?> each) ->
                                -each.getKey().size())
                        .thenComparing(each -> each.getKey().toString()))
                .forEach(each ->
                        layers.add(take("libraries of " + String.join(", ", each.getKey()), left, each.getValue())));
        Set<Content> libraries = left.stream()
                .map(Piece::content)
                .filter(content -> isLibrary(content.path()))
                .collect(Collectors.toSet());
        layers.add(take("libraries of " + image, left, libraries));
        layers.add(take("program", left, left.stream().map(Piece::content).collect(Collectors.toSet())));
        return layers.stream().filter(each -> !each.files().isEmpty()).toList();
    }

    private static Layer take(String name, List<Piece> from, Set<Content> contents) {
        SortedMap<String, Path> files = new TreeMap<>();
        from.removeIf(piece -> {
            boolean taken = contents.contains(piece.content());
            if (taken) {
                files.put(piece.content().path(), piece.file());
            }
            return taken;
        });
        return new Layer(name, files);
    }

    private long bytes(Set<Content> contents) {
        return pieces.stream()
                .filter(piece -> contents.contains(piece.content()))
                .collect(Collectors.toMap(Piece::content, piece -> size(piece.file()), (one, same) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static boolean isLibrary(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith("lib/") && !name.startsWith("ostiary-") && !name.startsWith("io.ostiary.");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 of a file, in hexadecimal. */
    static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
