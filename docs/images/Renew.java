import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Renews the pictures of README.md from the screenshots that the browser's tests keep, in 256 colours, so that they stay small.
 * Run the tests before, then this from the top of the tree:
 *
 * <pre>
 * ./mvnw verify -Pbrowser -pl browser-tests -Dbrowser.executable=/usr/bin/chromium -Dtest='JourneyIT,ConsolePagesIT'
 * java docs/images/Renew.java
 * </pre>
 */
public final class Renew {

    private static final Path SHOTS = Path.of("browser-tests/target/screenshots/1280x800");
    private static final Path PICTURES = Path.of("docs/images");
    private static final long MOST_BYTES = 60_000;
    private static final int MOST_COLOURS = 256;
    private static final int BITS = 8;

    private Renew() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        Map<String, String> screenshots = Map.of(
                "login", "login", "dashboard", "dashboard", "inbox", "inbox", "console", "console-identities");
        for (Map.Entry<String, String> each : screenshots.entrySet()) {
            Path picture = PICTURES.resolve(each.getKey() + ".png");
            BufferedImage shot = ImageIO.read(SHOTS.resolve(each.getValue() + ".png").toFile());
            ImageIO.write(reduced(shot), "png", picture.toFile());
            if (Files.size(picture) > MOST_BYTES) {
                throw new IOException(picture + " has " + Files.size(picture) + " bytes, more than " + MOST_BYTES);
            }
        }
    }

    /** The picture in its most frequent colours; others, of the edges of letters, become the nearest of them. */
    private static BufferedImage reduced(BufferedImage shot) {
        int[] palette = palette(shot);
        Map<Integer, Integer> numbers = new HashMap<>();
        IndexColorModel model = new IndexColorModel(BITS, palette.length, palette, 0, false, -1, 0);
        BufferedImage out =
                new BufferedImage(shot.getWidth(), shot.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int y = 0; y < shot.getHeight(); y++) {
            for (int x = 0; x < shot.getWidth(); x++) {
                int number = numbers.computeIfAbsent(shot.getRGB(x, y), colour -> nearest(palette, colour));
                out.getRaster().setSample(x, y, 0, number);
            }
        }
        return out;
    }

    private static int[] palette(BufferedImage shot) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < shot.getHeight(); y++) {
            for (int x = 0; x < shot.getWidth(); x++) {
                counts.merge(shot.getRGB(x, y), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private static int nearest(int[] palette, int colour) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(each -> distance(palette[each], colour)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 3 * BITS; shift += BITS) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
