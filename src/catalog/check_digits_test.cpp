#include "catalog/check_digits.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parlance::catalog {
namespace {

using Proves = bool (*)(std::string_view);

/// Every other last letter must fail, or the proof proves nothing.
void expect_proof(Proves proves, const std::string& good) {
    EXPECT_TRUE(proves(good)) << good;
    for (char last = '0'; last <= '9'; ++last) {
        std::string bad = good;
        if (bad.back() == last) continue;
        bad.back() = last;
        EXPECT_FALSE(proves(bad)) << bad;
    }
    EXPECT_FALSE(proves(""));
}

// The numbers are those that the networks and authorities print in their own documents.
TEST(CheckDigits, Cards) {
    for (const char* card : {"4111111111111111", "5555555555554444", "378282246310005"})
        expect_proof(&is_card_number, card);
    EXPECT_FALSE(is_card_number("0000000000000000"));
    EXPECT_FALSE(is_card_number("411111111111111a"));
}

TEST(CheckDigits, BankAccounts) {
    for (const char* iban :
         {"DE89370400440532013000",
          "GB82WEST12345698765432",
          "FR1420041010050500013M02606",
          "PL61109010140000071219812874"})
        expect_proof(&is_iban, iban);
    EXPECT_FALSE(is_iban("de89370400440532013000"));
}

TEST(CheckDigits, People) {
    expect_proof(&is_german_tax_id, "86095742719");
    expect_proof(&is_french_insee, "255081416802538");
    EXPECT_TRUE(is_spanish_dni("12345678Z"));
    EXPECT_TRUE(is_spanish_dni("X1234567L"));
    EXPECT_FALSE(is_spanish_dni("12345678A"));
    EXPECT_TRUE(is_italian_fiscal_code("RSSMRA85T10A562S"));
    EXPECT_FALSE(is_italian_fiscal_code("RSSMRA85T10A562T"));
    expect_proof(&is_polish_pesel, "44051401359");
    expect_proof(&is_dutch_bsn, "111222333");
    expect_proof(&is_portuguese_nif, "123456789");
    expect_proof(&is_brazilian_cpf, "52998224725");
}

}  // namespace
}  // namespace parlance::catalog
