#include "store/llm_settings.hpp"

#include "store/testing.hpp"

#include <fstream>

namespace parlance::store {
namespace {

const LlmKeyPlace home{"acme", "https://acme.example/v1", ""};

class LlmSettingsTest : public StoreTest {
protected:
    std::int64_t put(
        const Principal& who,
        std::int64_t based_on,
        const std::string& document,
        const std::vector<LlmKey>& keys = {}
    ) {
        return write([&](Writer& writer) {
            return put_llm_settings(writer, ledger(), vault(), who, {based_on, document, keys});
        });
    }
    std::string put_fails(std::int64_t based_on, const std::vector<LlmKey>& keys) {
        return write_fails([&](Writer& writer) {
            put_llm_settings(writer, ledger(), vault(), ada, {based_on, "{}", keys});
        });
    }
    StoredLlmSettings settings_of(const Principal& who) {
        return read([&](Reader& reader) { return llm_settings(reader, ledger(), who); });
    }
    /// The key as text; `-` when there is none.
    std::string key_of(const Principal& who, const LlmKeyPlace& place) {
        return read([&](Reader& reader) {
            const auto key = llm_key(reader, vault(), who, place);
            return key ? std::string(key->reveal()) : "-";
        });
    }
    static LlmKey given(const LlmKeyPlace& place, std::string_view key) {
        return {place, Secret(key)};
    }
};

TEST_F(LlmSettingsTest, CountsEveryChangeAndKnowsWhoMadeIt) {
    EXPECT_EQ(settings_of(ada).version, 0);
    EXPECT_FALSE(settings_of(ada).document);
    EXPECT_EQ(put(ada, 0, R"({"a":1})"), 1);
    EXPECT_EQ(put(ada, 1, R"({"a":2})"), 2);
    EXPECT_EQ(settings_of(ada).document, R"({"a":2})");
    EXPECT_EQ(settings_of(ada).updated_by, "ada");
    write([&](Writer& writer) { EXPECT_EQ(remove_llm_settings(writer, ada, 2), 3); });
    EXPECT_FALSE(settings_of(ada).document);
    EXPECT_EQ(settings_of(ada).version, 3);
    EXPECT_EQ(put(ada, 3, "{}"), 4);
}

TEST_F(LlmSettingsTest, AChangeOfWhatHasChangedIsRefused) {
    put(ada, 0, "{}", {given(home, "one")});
    EXPECT_EQ(put_fails(0, {given(home, "two")}), "llm_settings_changed");
    EXPECT_EQ(
        write_fails([&](Writer& writer) { remove_llm_settings(writer, ada, 0); }),
        "llm_settings_changed"
    );
    EXPECT_EQ(key_of(ada, home), "one");
}

TEST_F(LlmSettingsTest, AKeyIsFoundForTheAddressThatItWasGivenFor) {
    const LlmKeyPlace elsewhere{"acme", "https://evil.example/v1", ""};
    const LlmKeyPlace other_name{"other", "https://acme.example/v1", ""};
    const LlmKeyPlace header{"acme", "https://acme.example/v1", "X-Key"};
    put(ada, 0, "{}", {given(home, "one")});
    EXPECT_EQ(key_of(ada, home), "one");
    for (const LlmKeyPlace& place : {elsewhere, other_name, header})
        EXPECT_EQ(key_of(ada, place), "-");
}

TEST_F(LlmSettingsTest, KeysThatAreNotGivenAgainAreForgotten) {
    const LlmKeyPlace header{"acme", "https://acme.example/v1", "X-Key"};
    put(ada, 0, "{}", {given(home, "one"), given(header, "two")});
    EXPECT_EQ(key_of(ada, {"acme", "https://acme.example/v1", "x-key"}), "two");
    put(ada, 1, "{}", {given(header, "three")});
    EXPECT_EQ(key_of(ada, home), "-");
    EXPECT_EQ(key_of(ada, header), "three");
    write([&](Writer& writer) { remove_llm_settings(writer, ada, 2); });
    EXPECT_EQ(key_of(ada, header), "-");
}

TEST_F(LlmSettingsTest, SettingsAndKeysAreTheTenantsOwn) {
    put(ada, 0, "{}", {given(home, "of ada")});
    EXPECT_EQ(settings_of(eve).version, 0);
    EXPECT_EQ(key_of(eve, home), "-");
    put(eve, 0, R"({"of":"eve"})", {given(home, "of eve")});
    write([&](Writer& writer) { remove_llm_settings(writer, eve, 1); });
    EXPECT_EQ(key_of(ada, home), "of ada");
    EXPECT_EQ(settings_of(ada).document, "{}");
}

TEST_F(LlmSettingsTest, AKeyOfAnotherTenantDoesNotOpenWhenItIsMoved) {
    put(ada, 0, "{}", {given(home, "of ada")});
    put(eve, 0, "{}", {given(home, "of eve")});
    write([&](Writer& writer) {
        writer.run(
            "UPDATE llm_keys SET sealed = (SELECT sealed FROM llm_keys WHERE tenant_id = :ada) "
            "WHERE tenant_id = :eve",
            {{"ada", ada.tenant_id}, {"eve", eve.tenant_id}}
        );
    });
    EXPECT_EQ(
        read_fails([&](Reader& reader) { static_cast<void>(llm_key(reader, vault(), eve, home)); }),
        "vault_refused"
    );
}

TEST_F(LlmSettingsTest, ARotationSealsKeysAgain) {
    put(ada, 0, R"({"a":1})", {given(home, "one")});
    const auto sealed = [&] {
        return read([&](Reader& reader) {
            return reader.row("SELECT sealed FROM llm_keys")->text("sealed");
        });
    };
    EXPECT_TRUE(sealed().starts_with("v1:1:"));
    vault().rotate_data_key(System{}, ada.tenant_id);
    EXPECT_TRUE(sealed().starts_with("v1:2:"));
    EXPECT_EQ(key_of(ada, home), "one");
    vault().rotate_master(System{});
    ledger().rotate(System{}, ada.tenant_id);
    reopened_vault();
    EXPECT_EQ(key_of(ada, home), "one");
    EXPECT_EQ(settings_of(ada).document, R"({"a":1})");
}

TEST_F(LlmSettingsTest, TheFilesHoldNeitherKeysNorSettings) {
    put(ada, 0, R"({"note":"settings-canary-77"})", {given(home, "sk-canary-4242")});
    database.flush();
    for (const char* end : {"", "-wal"}) {
        std::ifstream file(folder.path() / (std::string("store.db") + end));
        const std::string all(std::istreambuf_iterator<char>(file), {});
        for (const char* secret : {"sk-canary-4242", "settings-canary-77", "acme.example"})
            EXPECT_EQ(all.find(secret), std::string::npos) << secret;
    }
}

}  // namespace
}  // namespace parlance::store
