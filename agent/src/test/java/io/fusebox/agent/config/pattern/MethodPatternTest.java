package io.fusebox.agent.config.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.agent.config.value.BadValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodPatternTest {
    @Test
    void anExactPatternNamesOneTypeAndAllOverloads() throws BadValue {
        MethodPattern pattern = MethodPattern.parse("com.acme.Outer$Inner#charge");

        assertThat(pattern.exactTypeName()).isEqualTo("com.acme.Outer$Inner");
        assertThat(pattern.exactMethodName()).isEqualTo("charge");
        assertThat(pattern.typeNamePrefix()).isEqualTo("com.acme.Outer$Inner");
        assertThat(pattern.needsHierarchy()).isFalse();
        assertThat(pattern.needsAnnotations()).isFalse();
        assertThat(pattern.matchesTypeName("com.acme.Outer$Inner")).isTrue();
        assertThat(pattern.matchesTypeName("com.acme.Outer")).isFalse();
        assertThat(pattern.matchesMethodName("charge")).isTrue();
        assertThat(pattern.matchesMethodName("charges")).isFalse();
        assertThat(pattern.matchesParameters("()V")).isTrue();
        assertThat(pattern.matchesParameters("(I)V")).isTrue();
    }

    @Test
    void aPlusAsksForTheHierarchy() throws BadValue {
        MethodPattern pattern = MethodPattern.parse("com.acme.HttpGateway+#send(..)");

        assertThat(pattern.needsHierarchy()).isTrue();
        assertThat(pattern.exactTypeName()).isEqualTo("com.acme.HttpGateway");
        assertThat(pattern.matchesTypeName("com.acme.HttpGateway")).isTrue();
        assertThat(pattern.matchesTypeName("com.acme.HttpGateway+")).isFalse();
        assertThat(pattern.matchesParameters("(Ljava/lang/String;)I")).isTrue();
    }

    @Test
    void aGlobHasAPrefixAndNoExactName() throws BadValue {
        MethodPattern pattern = MethodPattern.parse("com.acme.*Client#get*");

        assertThat(pattern.exactTypeName()).isNull();
        assertThat(pattern.exactMethodName()).isNull();
        assertThat(pattern.typeNamePrefix()).isEqualTo("com.acme.");
        assertThat(pattern.matchesTypeName("com.acme.PaymentClient")).isTrue();
        assertThat(pattern.matchesMethodName("getAll")).isTrue();
        assertThat(pattern.matchesMethodName("setAll")).isFalse();
    }

    @Test
    void annotationsMustBeLookedAtAndNamesDoNotMatter() throws BadValue {
        MethodPattern pattern = MethodPattern.parse("@com.acme.Remote#@com.acme.Guarded");

        assertThat(pattern.needsAnnotations()).isTrue();
        assertThat(pattern.typeAnnotation()).isEqualTo("com.acme.Remote");
        assertThat(pattern.methodAnnotation()).isEqualTo("com.acme.Guarded");
        assertThat(pattern.exactTypeName()).isNull();
        assertThat(pattern.exactMethodName()).isNull();
        assertThat(pattern.typeNamePrefix()).isEmpty();
        assertThat(pattern.matchesTypeName("anything.AtAll")).isTrue();
        assertThat(pattern.matchesMethodName("anything")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<init>", "<clinit>"})
    void constructorsAndInitialisersAreNeverMatched(String name) throws BadValue {
        assertThat(MethodPattern.parse("com.acme.A#*").matchesMethodName(name)).isFalse();
        assertThat(MethodPattern.parse("com.acme.A#@b.C").matchesMethodName(name))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "()                                    | ()V                                       | true",
                "()                                    | (I)V                                      | false",
                "(..)                                  | (I)V                                      | true",
                "(long, java.lang.String)              | (JLjava/lang/String;)V                    | true",
                "(long, java.lang.String)              | (JLjava/lang/String;I)V                   | false",
                "(long, java.lang.String)              | (Ljava/lang/String;J)V                    | false",
                "(long)                                | (JLjava/lang/String;)V                    | false",
                "(java.lang.String...)                 | ([Ljava/lang/String;)I                    | true",
                "(java.lang.String[])                  | ([Ljava/lang/String;)I                    | true",
                "(java.lang.String[])                  | (Ljava/lang/String;)I                     | false",
                "(int[][], byte...)                    | ([[I[B)V                                  | true",
                "(int[]...)                            | ([[I)V                                    | true",
                "(boolean,byte,char,short,int,long,float,double) | (ZBCSIJFD)V                     | true",
                "(java.util.Map$Entry)                 | (Ljava/util/Map$Entry;)V                  | true",
                "(Foo)                                 | (LFoo;)V                                  | true",
                "(Foo)                                 | (Lcom/Foo;)V                              | false",
            })
    void parametersAreComparedByTheirErasedTypes(String parameters, String descriptor, boolean matches)
            throws BadValue {
        assertThat(MethodPattern.parse("a.B#c" + parameters).matchesParameters(descriptor))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.A#b                         | com.acme.A#b",
                "com.acme.A#b( )                      | com.acme.A#b()",
                "com.acme.A#b (..)                    | com.acme.A#b(..)",
                "com.acme.A+#b(long,java.lang.String) | com.acme.A+#b(long, java.lang.String)",
                "**.*Client#get*(int [], x.Y...)      | **.*Client#get*(int[], x.Y[])",
                "@a.B#@c.D                            | @a.B#@c.D",
                "Main#run                             | Main#run",
                "com.acme.*#*                         | com.acme.*#*",
                "night-run#pay-xwm_3gg                | night-run#pay-xwm_3gg",
            })
    void thePatternIsGivenBackInCanonicalWords(String written, String canonical) throws BadValue {
        MethodPattern pattern = MethodPattern.parse(written);

        assertThat(pattern).hasToString(canonical).isEqualTo(MethodPattern.parse(canonical));
        assertThat(pattern).hasSameHashCodeAs(MethodPattern.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.1x#go                       | com.acme.1x                | go",
                "com.acme.A$1x#2go                    | com.acme.A$1x              | 2go",
                "com.acme.a-b#c-d                     | com.acme.a-b               | c-d",
                "a.Gr\u00f6\u00dfe#\u00fcber       | a.Gr\u00f6\u00dfe        | \u00fcber",
                "\u8a08\u7b97.\u6a5f#\u52a0\u7b97 | \u8a08\u7b97.\u6a5f    | \u52a0\u7b97",
                "a.\ud835\udcb3#\ud835\udcb4      | a.\ud835\udcb3           | \ud835\udcb4",
                "a.$colon$colon#$plus$plus            | a.$colon$colon             | $plus$plus",
                "a.Till$_f_closure1#doCall            | a.Till$_f_closure1         | doCall",
                "a.B#`with blanks`                    | a.B                        | with blanks",
                "a.B#`a, b (c) # @d + e!`             | a.B                        | a, b (c) # @d + e!",
                "a.B#`all *`                          | a.B                        | all *",
                "a.B#`it works \ud83c\udf89 \u2026` | a.B                       | it works \ud83c\udf89 \u2026",
                "a.`My Shop`$`In ner`#`plain`         | a.My Shop$In ner           | plain",
                "a.`+`#`+`                            | a.+                        | +",
                "a.`@B`#`@c`                          | a.@B                       | @c",
            })
    void namesAreThoseThatClassFilesMayHave(String written, String type, String method) throws BadValue {
        MethodPattern pattern = MethodPattern.parse(written);

        assertThat(pattern.exactTypeName()).isEqualTo(type);
        assertThat(pattern.exactMethodName()).isEqualTo(method);
        assertThat(pattern.matchesTypeName(type)).isTrue();
        assertThat(pattern.matchesMethodName(method)).isTrue();
        assertThat(MethodPattern.parse(pattern.toString())).isEqualTo(pattern);
        String told = MethodPattern.written(method);
        assertThat(MethodPattern.parse("a.B#" + told).exactMethodName()).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!com.acme.A#b               | !com.acme.A#b",
                "! com.acme.A#b              | !com.acme.A#b",
                "!com.acme.internal.**       | !com.acme.internal.**#*",
                "!com.acme.A                 | !com.acme.A#*",
                "!com.acme.A+                | !com.acme.A+#*",
                "!@com.acme.Remote           | !@com.acme.Remote#*",
                "!com.acme.**#toString()     | !com.acme.**#toString()",
                "!com.acme.**#@com.acme.Slow | !com.acme.**#@com.acme.Slow",
            })
    void anExclusionTakesAwayMethodsAndATypeAloneAllOfThem(String written, String canonical) throws BadValue {
        MethodPattern pattern = MethodPattern.parse(written);

        assertThat(pattern.excludes()).isTrue();
        assertThat(pattern).hasToString(canonical).isEqualTo(MethodPattern.parse(canonical));
        assertThat(pattern).isNotEqualTo(MethodPattern.parse(canonical.substring(1)));
        assertThat(pattern.matchesMethodName("x")).isEqualTo(!canonical.matches(".*#(b|toString.*)"));
    }

    @Test
    void wildcardsMeanSuchNamesToo() throws BadValue {
        MethodPattern pattern = MethodPattern.parse("a.`My `*#`say *`*");

        assertThat(pattern).hasToString("a.`My `*#`say *`*");
        assertThat(pattern.typeNamePrefix()).isEqualTo("a.My ");
        assertThat(pattern.matchesTypeName("a.My Shop")).isTrue();
        assertThat(pattern.matchesTypeName("a.MyShop")).isFalse();
        assertThat(pattern.matchesMethodName("say * loudly")).isTrue();
        assertThat(pattern.matchesMethodName("say it loudly")).isFalse();
        assertThat(MethodPattern.parse("a.*#with*").matchesMethodName("with blanks"))
                .isTrue();
        assertThat(MethodPattern.parse("a.B#c(a.`My Shop`, int)").matchesParameters("(La/My Shop;I)V"))
                .isTrue();
    }

    /** Format characters look like nothing: a name that has one is rather a mistake. */
    @ParameterizedTest
    @ValueSource(strings = {"a.B\u200b#c", "a.B#c\u00ad", "a.B#\ufeffc", "a.B#c\u00a0d"})
    void whatNobodySeesIsNoPartOfAName(String written) {
        assertThat(catchThrowableOfType(BadValue.class, () -> MethodPattern.parse(written)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.A.charge        | has no # between type and method | write com.acme.A#charge",
                "com.acme.A.charge(int)   | has no # between type and method | write com.acme.A#charge(int)",
                "com.acme.A               | has no # between type and method | write com.acme.A#*",
                "com.acme.A::charge       | has no # between type and method | write com.acme.A#charge",
                "charge                   | has no # between type and method | a pattern looks like type#method, such as com.acme.PaymentClient#charge",
                "#charge                  | has no type before # | a pattern looks like type#method, such as com.acme.PaymentClient#charge",
                "+#charge                 | has no type before + | a pattern looks like type#method, such as com.acme.PaymentClient#charge",
                "a.B#                     | has no method behind # | write a.B#*",
                "a.B#c#d                  | has more than one # | a pattern looks like type#method, such as com.acme.PaymentClient#charge",
                "a.B #c                   | has a blank in it | write a.B#c",
                "a.B# c(int)              | has a blank in it | write a.B#c(int)",
                "public void a.B#c        | has a blank in it | write a.B#c",
                "a.B#c d                  | has a blank in it | a name that has blanks stands between back-ticks, as in com.acme.Bank#`pays twice`",
                "a.B#<init>               | names a constructor, which cannot be guarded | name a method instead, such as the one that makes the object",
                "a.B#new                  | names a constructor, which cannot be guarded | name a method instead, such as the one that makes the object",
                "a.B#<init>(int)          | names a constructor, which cannot be guarded | name a method instead, such as the one that makes the object",
                "a.B#<clinit>             | names a static initialiser, which cannot be guarded | name a method instead",
                "a.B#c(int                | has parentheses that do not match | write a.B#c(int)",
                "a.B#c int)               | has parentheses that do not match | a pattern looks like type#method, such as com.acme.PaymentClient#charge(long)",
                "a.B#c((int))             | has parentheses that do not match | write a.B#c(int)",
                "a.B#c(int) d.E#f         | has 'd.E#f' behind the parameters | write a.B#c(int), d.E#f",
                "a..B#c                   | has 'a..B', which is no class name | write a.**.B#c",
                "a.B!#c                   | has 'a.B!', which is no class name | * stands for characters within a package segment, ** across segments, as in com.acme.**.*Client#get*",
                "a.`B.C`#c                | has 'a.`B.C`', which is no class name | * stands for characters within a package segment, ** across segments, as in com.acme.**.*Client#get*",
                "a.B#`c;d`                | has '`c;d`', which is no method name | a method is a name, with * for any characters, as in com.acme.PaymentClient#get*",
                "a.B#c`d                  | has one back-tick without another | back-ticks stand around a name, such as `a b`",
                "a.B#``                   | has nothing between back-ticks | back-ticks stand around a name, such as `a b`",
                "a.B#c(`d;`)              | has the parameter '`d;`', which is no type | parameters look like (long, java.lang.String[]), or (..) for any, or () for none",
                "a.B++#c                  | has 'a.B+', which is no class name | write a.B+#c",
                "a/b/C#d                  | has a / in its type | write a.b.C#d",
                "a.***.B#c                | has *** in its type | write a.**.B#c",
                "a.B#**                   | has ** in its method | write a.B#*",
                "a.B#c:d                  | has 'c:d', which is no method name | write a.B#c",
                "@a.B+#c                  | has + behind an annotation, which stands for every type that has it | write @a.B#c",
                "@a.*#c                   | has a wildcard in an annotation | an annotation has its full name, as in @com.acme.Remote",
                "@#c                      | has '@', which is no annotation | an annotation has its full name, as in @com.acme.Remote",
                "a.B#@                    | has '@', which is no annotation | an annotation has its full name, as in @com.acme.Remote",
                "a.B#c(String)            | has the parameter 'String' without its package | write a.B#c(java.lang.String)",
                "a.B#c(Object[])          | has the parameter 'Object[]' without its package | write a.B#c(java.lang.Object[])",
                "a.B#c(java.util.List<x.Y>) | has type arguments in 'java.util.List<x.Y>' | write a.B#c(java.util.List)",
                "a.B#c(int count)         | has a blank in the parameter 'int count' | write a.B#c(int)",
                "a.B#c(void)              | has a parameter of type void | write a.B#c()",
                "a.B#c(int,)              | has an empty parameter | write a.B#c(int)",
                "a.B#c(int, ..)           | has .. beside other parameters | write a.B#c(..)",
                "a.B#c(int..., long)      | has ... before the last parameter | write a.B#c(int[], long)",
                "a.B#c(java.*)            | has a wildcard in a parameter: only (..) stands for any parameters | write a.B#c(..)",
                "a.B#c(in-t)              | has the parameter 'in-t', which is no type | parameters look like (long, java.lang.String[]), or (..) for any, or () for none",
                "''                       | has an empty element | a pattern looks like type#method, such as com.acme.PaymentClient#charge",
            })
    void aBadPatternIsToldWithWhatToWriteInstead(String written, String what, String instead) {
        BadValue problem = catchThrowableOfType(BadValue.class, () -> MethodPattern.parse(written));

        assertThat(problem).isNotNull();
        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.instead()).isEqualTo(instead);
    }
}
