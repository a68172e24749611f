#include "base/crypto.hpp"

#include "base/ids.hpp"

#include <gtest/gtest.h>

#include <set>
#include <type_traits>

namespace parlance {
namespace {

using std::string_literals::operator""s;
using std::string_view_literals::operator""sv;

std::string hex(const Digest& digest) {
    return to_hex(bytes_of(digest));
}

std::string from(const char* hexadecimal) {
    return from_hex(hexadecimal).value();
}

TEST(Crypto, Sha256OfTheStandardsExamples) {
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(
        hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_EQ(
        hex(sha256(std::string(1'000'000, 'a'))),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    );
}

// RFC 4231, cases 1, 2 and 6.
TEST(Crypto, HmacOfTheStandardsExamples) {
    EXPECT_EQ(
        hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    );
    EXPECT_EQ(
        hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    EXPECT_EQ(
        hex(hmac_sha256(
            std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"
        )),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    );
}

struct GcmCase {
    const char* key;
    const char* nonce;
    const char* context;
    const char* plaintext;
    const char* ciphertext;
    const char* tag;
};

// The AES-256 cases 13 to 16 of McGrew and Viega, "The Galois/Counter Mode of Operation".
constexpr GcmCase gcm_cases[] = {
    {"0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000",
     "",
     "",
     "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000",
     "",
     "00000000000000000000000000000000",
     "cea7403d4d606b6e074ec5d3baf39d18",
     "d0d1c8a799996bf0265b98b5d48ab919"},
    {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
     "cafebabefacedbaddecaf888",
     "",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
     "b094dac5d93471bdec1a502270e3cc6c"},
    {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
     "cafebabefacedbaddecaf888",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

TEST(Crypto, OpensTheGcmVectorsAndNothingOneBitBesideThem) {
    for (const GcmCase& each : gcm_cases) {
        const std::string sealed = from(each.nonce) + from(each.ciphertext) + from(each.tag);
        const auto opened = open_sealed(from(each.key), from(each.context), sealed);
        ASSERT_TRUE(opened);
        EXPECT_EQ(to_hex(opened->reveal()), each.plaintext);
        for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
            std::string changed = sealed;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            EXPECT_FALSE(open_sealed(from(each.key), from(each.context), changed));
        }
        EXPECT_FALSE(open_sealed(from(each.key), from(each.context) + "x", sealed));
    }
}

TEST(Crypto, RefusesAShortenedTag) {
    const std::string key = random_bytes(32);
    const std::string sealed = seal(key, "here", "");
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_FALSE(open_sealed(key, "here", std::string_view(sealed).substr(0, size)));
    }
}

TEST(Crypto, SealsWithAFreshNonce) {
    const std::string key = random_bytes(32);
    std::set<std::string> nonces;
    for (int count = 0; count < 1000; ++count) {
        const std::string sealed = seal(key, "c", "same");
        EXPECT_EQ(open_sealed(key, "c", sealed)->reveal(), "same");
        nonces.insert(sealed.substr(0, 12));
    }
    EXPECT_EQ(nonces.size(), 1000);
}

TEST(Crypto, RefusesKeysOfAnotherLength) {
    EXPECT_THROW(static_cast<void>(seal(random_bytes(31), "", "")), std::logic_error);
    EXPECT_THROW(static_cast<void>(open_sealed(random_bytes(33), "", "")), std::logic_error);
}

TEST(Crypto, ReadsCanonicalBase64UrlOnly) {
    EXPECT_EQ(to_base64url("\xfb\xff"sv), "-_8");
    EXPECT_EQ(from_base64url("-_8"), "\xfb\xff"s);
    for (const char* bad : {"-_9", "-_8=", "+/8", "-_8 ", " -_8", "-_8\n", "a", "-_8\xc3\xa9"}) {
        EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
    }
    for (std::size_t size = 0; size < 70; ++size) {
        const std::string bytes = random_bytes(size);
        EXPECT_EQ(public_to_base64url(bytes), to_base64url(bytes));
    }
    EXPECT_EQ(from_base64url(""), "");
}

TEST(Crypto, ReadsWholeHexOnly) {
    EXPECT_EQ(from_hex("00ff"), "\0\xff"s);
    for (const char* bad : {"0", "0g", "00 ff", "0x00"})
        EXPECT_EQ(from_hex(bad), std::nullopt) << bad;
}

TEST(Crypto, ComparesWholeTexts) {
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(Crypto, HashesPasswordsWithArgon2id) {
    constexpr PasswordCost cheap{1, 8192};
    const std::string hash = hash_password("correct horse", cheap);
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
    EXPECT_TRUE(verify_password(hash, "correct horse"));
    EXPECT_FALSE(verify_password(hash, "correct horsf"));
    EXPECT_FALSE(verify_password("not a hash", "correct horse"));
    EXPECT_FALSE(needs_rehash(hash, cheap));
    EXPECT_TRUE(needs_rehash(hash, {2, 8192}));
    EXPECT_TRUE(needs_rehash("$2b$12$abc", cheap));
    EXPECT_NE(hash, hash_password("correct horse", cheap));
}

TEST(Secret, WipesWhatItTookOver) {
    std::string source(100, 'k');
    const char* letters = source.data();
    const Secret secret(std::move(source));
    EXPECT_EQ(std::string_view(letters, 100), std::string(100, '\0'));
    EXPECT_EQ(secret.reveal(), std::string(100, 'k'));
    Secret moved_from(secret);
    const Secret moved(std::move(moved_from));
    EXPECT_EQ(moved.size(), 100);
}

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

TEST(Secret, CannotBePrinted) {
    EXPECT_FALSE(Printable<Secret>);
    EXPECT_FALSE((std::is_convertible_v<Secret, std::string_view>));
    EXPECT_FALSE(fmt::is_formattable<Secret>::value);
}

TEST(Ids, AreUuidsOfVersionSevenThatGrow) {
    std::set<std::string> all;
    std::string before;
    for (int count = 0; count < 1000; ++count) {
        const std::string id = new_id();
        EXPECT_TRUE(is_id(id)) << id;
        EXPECT_EQ(id[14], '7');
        EXPECT_TRUE("89ab"s.contains(id[19]));
        EXPECT_GE(id.substr(0, 13), before);
        before = id.substr(0, 13);
        all.insert(id);
    }
    EXPECT_EQ(all.size(), 1000);
}

TEST(Ids, AreRecognised) {
    EXPECT_FALSE(is_id(""));
    EXPECT_FALSE(is_id("0190A5E0-0000-7000-8000-000000000000"));
    EXPECT_FALSE(is_id("0190a5e0-0000-7000-8000-00000000000"));
    EXPECT_FALSE(is_id("0190a5e0_0000-7000-8000-000000000000"));
    EXPECT_NE(random_token(), random_token());
    EXPECT_EQ(random_token(32).size(), 43);
}

TEST(Sha256, OverPiecesIsTheSame) {
    Sha256 pieces;
    pieces.add("a");
    pieces.add("");
    pieces.add("bc");
    EXPECT_EQ(pieces.finish(), sha256("abc"));
}

}  // namespace
}  // namespace parlance
