package io.github.webhook4j.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** A rule about one file. */
@FunctionalInterface
interface SourceRule {

    /** The places in the file that break it. */
    Stream<String> breaches(Source source);

    /** Names that say nothing. */
    Pattern EMPTY_NAME = Pattern.compile("(Abstract|Base|Default)[A-Z].*|.*(Impl|Utils?|Helper|Manager)");

    /** The design's table of words has another word for each of these. */
    Set<String> TYPE_WORDS = Set.of(("Message Notification Hook Vendor Platform Receiver Server Controller Processor "
                    + "Subscriber Callback Consumer Interceptor Validator Authenticator Token Store Registry "
                    + "Bridge Integration")
            .split(" "));

    /** As {@link #TYPE_WORDS}; fewer, because frameworks and senders have methods and fields named so. */
    Set<String> METHOD_WORDS =
            Set.of(("Valid Validate Authenticate Message Notification Hook Vendor Receiver Controller "
                            + "Processor Subscriber Subscribe Callback Consumer Interceptor Registry Dedupe")
                    .split(" "));

    static Stream<String> emptyNames(Source source) {
        return source.types()
                .filter(type -> EMPTY_NAME.matcher(type.getSimpleName()).matches())
                .map(type -> source.at(type, type.getSimpleName() + " says nothing"));
    }

    static Stream<String> wordsForTypes(Source source) {
        return source.types()
                .filter(type -> words(type.getSimpleName()).anyMatch(TYPE_WORDS::contains))
                .map(type -> source.at(type, "the design has another word for " + type.getSimpleName()));
    }

    static Stream<String> wordsForMethods(Source source) {
        return source.types()
                .flatMap(type -> publicMethods(type))
                .filter(method -> words(method.getName()).anyMatch(METHOD_WORDS::contains))
                .map(method -> source.at(method, "the design has another word for " + method.getName()));
    }

    static SourceRule fileLines(int most) {
        return source -> source.lines() <= most
                ? Stream.empty()
                : Stream.of(source.path() + " has " + source.lines() + " lines, not " + most);
    }

    static SourceRule codeLines(int most) {
        return source -> source.codeLines() <= most
                ? Stream.empty()
                : Stream.of(source.path() + " has " + source.codeLines() + " lines of code, not " + most);
    }

    static SourceRule methodLines(int most) {
        return source -> source.all(MethodTree.class)
                .filter(method -> source.lines(method) > most)
                .map(method -> source.at(method, method.getName() + " has " + source.lines(method) + " lines"));
    }

    /** Frameworks take a management request apart by the names of a method's parameters: there it is what a record is elsewhere. */
    static SourceRule parameters(int most) {
        return source -> source.types()
                .filter(type -> type.getKind() != Kind.RECORD)
                .flatMap(Source::methods)
                .filter(method -> !isAnnotated(method, "Override", "WriteOperation", "Write"))
                .filter(method -> method.getParameters().size() > most)
                .map(method -> source.at(
                        method,
                        method.getName() + " has " + method.getParameters().size() + " parameters"));
    }

    static SourceRule publicMethodsPerType(int most) {
        return source -> source.types()
                .filter(type -> publicMethods(type).count() > most)
                .map(type -> source.at(
                        type,
                        type.getSimpleName() + " has " + publicMethods(type).count() + " public methods"));
    }

    /** Extension is by interfaces, and by the contracts, which are abstract. */
    static Stream<String> openClasses(Source source) {
        return source.types()
                .filter(type -> type.getKind() == Kind.CLASS && has(type.getModifiers(), Modifier.PUBLIC))
                .filter(type -> !has(type.getModifiers(), Modifier.FINAL)
                        && !has(type.getModifiers(), Modifier.SEALED)
                        && !has(type.getModifiers(), Modifier.ABSTRACT))
                .map(type -> source.at(type, type.getSimpleName() + " is neither final nor sealed nor abstract"));
    }

    /** Adapters translate and mount: they know no provider, status, method or header. */
    static Stream<String> knowledgeOfAdapters(Source source) {
        return source.all(LiteralTree.class)
                .filter(literal -> isStatus(literal) || isWire(literal))
                .map(literal -> source.at(literal, "an adapter has no business with " + literal));
    }

    private static boolean isStatus(LiteralTree literal) {
        return literal.getValue() instanceof Integer number && number >= 100 && number < 600;
    }

    private static boolean isWire(LiteralTree literal) {
        if (!(literal.getValue() instanceof String text)) {
            return false;
        }
        String name = text.toLowerCase(Locale.ROOT).replace("io.github.webhook4j", "");
        return Module.providers().stream().anyMatch(provider -> name.contains(provider.word()))
                || text.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|Allow|Host|Accept|Authorization|Forwarded")
                || text.matches("[A-Z][A-Za-z0-9]*(-[A-Z][A-Za-z0-9]*)+");
    }

    /** Tests of a contract are no API; what overrides counts where it is declared first. */
    private static Stream<MethodTree> publicMethods(ClassTree type) {
        boolean implicit = type.getKind() == Kind.INTERFACE || type.getKind() == Kind.ANNOTATION_TYPE;
        return Source.methods(type)
                .filter(method -> !method.getName().contentEquals("<init>"))
                .filter(method -> implicit
                        ? !has(method.getModifiers(), Modifier.PRIVATE)
                        : has(method.getModifiers(), Modifier.PUBLIC))
                .filter(method ->
                        !isAnnotated(method, "Override") && !isAnnotated(method, "Test", "ParameterizedTest"));
    }

    private static boolean isAnnotated(MethodTree method, String... names) {
        return method.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .anyMatch(type -> List.of(names).contains(type.toString()));
    }

    private static boolean has(ModifiersTree modifiers, Modifier modifier) {
        return modifiers.getFlags().contains(modifier);
    }

    /** {@code isValid} is made of {@code Is} and {@code Valid}. */
    private static Stream<String> words(CharSequence name) {
        return Arrays.stream(name.toString().split("(?=[A-Z])"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
}
