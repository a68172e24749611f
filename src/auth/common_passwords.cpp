#include "auth/common_passwords.hpp"

#include <algorithm>
#include <array>

namespace parlance::auth {

namespace {

/// Stems, without trailing digits and signs, and the digits that people type
/// when they are asked for a password.
constexpr std::array<std::string_view, 154> common{
    "00000000",   "0123456789", "11111111",      "11223344",  "112233445566", "12121212",
    "123123123",  "123321123",  "1234512345",    "12345678",  "123456789",    "1234567890",
    "12344321",   "123qweasd",  "13131313",      "1q2w3e4r",  "1q2w3e4r5t",   "1qaz2wsx",
    "1qazxsw2",   "21212121",   "22222222",      "23232323",  "66666666",     "69696969",
    "77777777",   "87654321",   "88888888",      "987654321", "99999999",     "a1b2c3d4",
    "aa123456",   "aaaaaaaa",   "abc123456",     "abcd1234",  "abcdefgh",     "access",
    "adidas",     "admin",      "administrator", "alexander", "america",      "amanda",
    "andrea",     "angel",      "anthony",       "arsenal",   "asdf1234",     "asdfasdf",
    "asdfghjk",   "asdfghjkl",  "ashley",        "austin",    "babygirl",     "baseball",
    "basketball", "batman",     "blink",         "butterfly", "changeit",     "changeme",
    "charlie",    "cheese",     "chelsea",       "chocolate", "christian",    "computer",
    "cookie",     "corvette",   "dallas",        "daniel",    "default",      "dragon",
    "elizabeth",  "ferrari",    "flower",        "football",  "freedom",      "friends",
    "fuckyou",    "google",     "guest",         "harley",    "hello",        "helloworld",
    "hunter",     "iloveu",     "iloveyou",      "internet",  "jasmine",      "jennifer",
    "jessica",    "jesus",      "jordan",        "joshua",    "killer",       "letmein",
    "letmeinnow", "liverpool",  "login",         "logitech",  "love",         "lovely",
    "loveme",     "manchester", "maverick",      "master",    "matthew",      "mercedes",
    "michael",    "michelle",   "midnight",      "monkey",    "mustang",      "mypassword",
    "nicole",     "ninja",      "parlance",      "passw0rd",  "password",     "patrick",
    "pa$$word",   "pokemon",    "princess",      "purple",    "p@ssw0rd",     "p@ssword",
    "qazwsx",     "qazwsxedc",  "qwer1234",      "qwerasdf",  "qwert",        "qwerty",
    "qwertyui",   "qwertyuiop", "ranger",        "robert",    "root",         "samantha",
    "samsung",    "secret",     "shadow",        "soccer",    "starwars",     "summer",
    "sunshine",   "superman",   "superuser",     "test",      "testtest",     "thomas",
    "trustno1",   "welcome",    "whatever",      "zaq12wsx",
};

}  // namespace

bool is_common_password(std::string_view lowered) {
    return std::ranges::find(common, lowered) != common.end();
}

}  // namespace parlance::auth
