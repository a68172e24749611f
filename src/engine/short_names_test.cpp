#include "engine/short_names.hpp"

#include "engine/foreign_names.hpp"
#include "engine/text.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

TEST(ShortNames, ConsonantsAndBeginningsStandForTheWord) {
    EXPECT_EQ(shortness("prvdr", "provider"), 1);
    EXPECT_GT(shortness("proc", "procedure"), 0.8);
    EXPECT_GT(shortness("chg", "charge"), 0.5);
    EXPECT_EQ(shortness("vol", "donor"), 0);
    EXPECT_EQ(shortness("pt", "payment"), 0);
}

TEST(ShortNames, TwoLettersCountForTablesOnly) {
    EXPECT_EQ(shortness("pt", "patient"), 0);
    EXPECT_GT(shortness("pt", "patient", true), 0.6);
}

TEST(ShortNames, TheBestFitIsTaken) {
    ShortNames names;
    names.learn("pyr", "pyr", true);
    names.learn("prvdr", "prvdr", true);
    names.learn("region", "region", true);
    EXPECT_EQ(names.stem_for("payers"), "pyr");
    EXPECT_EQ(names.stem_for("providers"), "prvdr");
    EXPECT_EQ(names.stem_for("regional"), std::nullopt);  // a word, not a short form
}

TEST(ForeignNames, GermanIsToldByItsWordsAndReadInEnglish) {
    const ForeignNames& german = ForeignNames::german();
    EXPECT_TRUE(german.spoken_in({"kunde", "auftragsdatum", "menge"}));
    EXPECT_FALSE(german.spoken_in({"name", "land", "region", "status", "customer"}));
    EXPECT_EQ(joined(german.translated({"kundennummer"}), " "), "customer number");
    EXPECT_EQ(joined(german.translated({"auftragsdatum", "id"}), " "), "order date id");
    EXPECT_EQ(joined(german.translated({"gewicht"}), " "), "weight");
    EXPECT_EQ(joined(german.translated({"gerate"}), " "), "device");
}

}  // namespace
}  // namespace parlance::engine
