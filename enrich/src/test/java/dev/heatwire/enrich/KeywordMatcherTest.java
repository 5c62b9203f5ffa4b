package dev.heatwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.ResolvedTopic.TitleMatch;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "Canvas apps in an hour, canvas app",
        "New: canvas apps, Canvas App",
        "AI for all, ai",
        "What is AI?, ai",
        "'Post-AI, and after', ai",
        "“AI” in quotes, ai",
        "The AIs have it, ai",
        "Éclair of the day, éclair",
        "Learn C++ today, c++",
        "Try .NET today, .net",
        "ASP.NET today, .net",
        "5G is here, 5g",
        "人工智能, 人工智能",
    })
    void shouldFindAKeywordThatStartsAWord(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword)))
                .extracting(TitleMatch::wordStart)
                .containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({
        "AI計画を政府が発表, ai",
        "政府がAIの新計画を発表, ai",
        "政府が AI の新計画を発表, ai",
        "政府がＡＩの新計画を発表, ai",
        "ユーザーAIの時代, ai",
        "中国加快发展人工智能产业, 人工智能",
        "新しいロボットの話, ロボット",
        "新しいﾛﾎﾞｯﾄの話, ロボット",
        "정부인공지능계획, 인공지능",
        "정부가 AI를 규제한다, ai",
        "รัฐบาลเปิดแผนปัญญาประดิษฐ์ใหม่, ปัญญาประดิษฐ์",
        "รัฐบาลเปิดแผนAIใหม่, ai",
        "ລັດຖະບານເປີດAIໃໝ່, ai",
        "រដ្ឋាភិបាលAIថ្មី, ai",
        "အစိုးရAIအသစ်, ai",
        "OpenAI人工智能, 人工智能",
        "全新GPT4模型, gpt4",
        "米OpenAI、新モデルを公開, openai",
        "台積電ＡＩ晶片需求大增, ai晶片",
        "次世代１０ｎｍプロセス, 10nm",
        "ﾊﾟｿｺﾝ市場が回復, パソコン",
        "네이버·카카오AI반도체 동맹, ai반도체",
        "บริษัทไทยใช้ปัญญา\u200Bประดิษฐ์แล้ว, ปัญญาประดิษฐ์",
        "បញ្ញា\u200Bសិប្បនិម្មិត\u200Bថ្មី, បញ្ញាសិប្បនិម្មិត",
        "人々の暮らしと人工知能（AI）, 人工知能",
    })
    void shouldFindAKeywordInScriptsWithoutBlanks(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).containsExactly(new TitleMatch(keyword, true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "Le Café du matin, café",
        "Canvas\u00A0apps in an hour, canvas app",
        "Đà Nẵng hôm nay, đà nẵng",
        "인공지능 시대, 인공지능",
        "ガザの今, ガザ",
    })
    void shouldCompareTitlesAndKeywordsInOneForm(String title, String keyword) {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(KeywordMatcher.in(Normalizer.normalize(title, form), List.of(keyword)))
                    .as("title in %s", form)
                    .extracting(TitleMatch::wordStart)
                    .containsExactly(true);
            assertThat(KeywordMatcher.in(title, List.of(Normalizer.normalize(keyword, form))))
                    .as("keyword in %s", form)
                    .extracting(TitleMatch::wordStart)
                    .containsExactly(true);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AI for all, ai, true",
        "The AIs have it, ai, false",
        "Canvas apps in an hour, canvas app, false",
        "A canvas app in an hour, canvas app, true",
        "AIs and AI, ai, true",
        "Learn C++ today, c++, true",
        "AI2 is here, ai, false",
        "What is AI?, ai, true",
        "新AI计划, ai, true",
        // the vowel sign belongs to the last letter of the keyword
        "เที่ยวกรุงเทพ, กร, false",
        "人工知能AIs, ai, false",
        "🤖AI🤖, ai, true"
    })
    void shouldTellAWholeWordFromTheStartOfOne(String title, String keyword, boolean word) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).containsExactly(new TitleMatch(keyword, true, word));
    }

    @ParameterizedTest
    @CsvSource({
        "Daily briefing, ai",
        "Mini canvasapp, app",
        "X5G, 5g",
        "snake_ai, ai",
        "Caféai, ai",
        "政府がOpenAIを採用, ai",
    })
    void shouldTellAKeywordInsideAWord(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).containsExactly(new TitleMatch(keyword, false, false));
    }

    @ParameterizedTest
    @CsvSource({
        "IBM quits facial-recognition market, facial recognition",
        "Nothing of the kind, ai",
        "Vision, computer vision",
    })
    void shouldFindNothingElse(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).isEmpty();
    }

    @Test
    void shouldPreferALaterWordStartToAnEarlierInside() {
        assertThat(KeywordMatcher.in("Daily AI", List.of("ai"))).containsExactly(new TitleMatch("ai", true, true));
    }

    @Test
    void shouldMatchOncePerEntryOfTheList() {
        assertThat(KeywordMatcher.in("AI, AI and more AI", List.of("ai", "nlp", "AI")))
                .containsExactly(new TitleMatch("ai", true, true), new TitleMatch("AI", true, true));
    }
}
