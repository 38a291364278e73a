using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Text;

public class SpellingTests
{
    [Theory]
    [InlineData("réseaux sociaux convergents", "réseaux sociauxconvergents", true)]
    [InlineData("Bibliothèque municipale", "Bibliothèque muncipale", true)]
    [InlineData("Maison médicale", "Maison-médicale", true)]
    [InlineData("Maison medicale", "Maison médicale", true)]
    [InlineData("Centre social", "Centres sociaux", false)]
    [InlineData("École primaire", "Écoles primaires", false)]
    [InlineData("comté", "district", false)]
    [InlineData("Centre", "Centre", false)]
    [InlineData("Hôpital public", "Hôpital privé", false)]
    public void Tells_slips_from_other_forms(string a, string b, bool slip) => Spelling.IsSlip(a, b).ShouldBe(slip);

    [Fact]
    public void Suggests_the_nearest_name_or_none()
    {
        Spelling.Nearest("stated_total", ["stated_totals", "items"]).ShouldBe("stated_totals");
        Spelling.Nearest("total-difers", ["total-differs-from-parts", "date-after-publication"]).ShouldBe("total-differs-from-parts");
        Spelling.Nearest("xyz", ["stated_totals", "items"]).ShouldBeNull();
    }

    [Theory]
    [InlineData("Xin’an", "xinan")]
    [InlineData("Séoul", "seoul")]
    [InlineData("Médecins sans frontières", "medecinssansfrontieres")]
    [InlineData("Œuvre", "oeuvre")]
    public void Folds_names_to_keys(string name, string key) => Characters.Key(name).ShouldBe(key);
}
