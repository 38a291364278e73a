namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>
/// The words around a list. <c>{amount}</c> stands for a figure with its counterpart (the total's in <see cref="Head"/> and
/// <see cref="Closing"/>), <c>{name}</c> for the item's name, <c>{count}</c> for the number of items in words.
/// </summary>
/// <param name="IsElliptic">Whether items behind the first leave out their unit.</param>
internal sealed record Template(string Form, string Head, string First, string Item, string Last, string Closing, bool IsElliptic = false)
{
    /// <summary>For lists of money.</summary>
    public static IReadOnlyList<Template> OfMoney { get; } =
    [
        Bullets("Le fonds de solidarité a publié hier le détail de ses versements. Voici ce que chaque commune a touché :", "Commune de {name}", "Au total, les communes ont reçu {amount}."),
        Bullets("La fondation Delcourt détaille les dons qu'elle a faits cette année :", "Hôpital de {name}", "En tout, la fondation a donné {amount}."),
        Bullets("Les {count} ports de la côte ont investi {amount} dans leurs quais :", "Port de {name}", "Les travaux sont achevés."),
        Lines("Budget des théâtres", "Théâtre de {name}"),
        Lines("La région a rendu publics les crédits de ses lycées.", "Lycée de {name}"),
        Prose("La dotation a été partagée ce matin. {name} a reçu {amount}", ", soit {amount} au total.\n"),
        Prose("Les travaux avancent. {name} a dépensé {amount}", ". Au total, les {count} villes ont dépensé {amount}.\n"),
        Prose("L'agence a fait ses comptes. {name} a touché {amount}", ", soit {amount} au total.\n") with { IsElliptic = true },
        new("colon", "Le plan est signé. Au total, {amount} seront versés : ", "{amount} pour {name}", ", {amount} pour {name}", " et {amount} pour {name}", ".\n"),
    ];

    /// <summary>For lists of counted things.</summary>
    public static IReadOnlyList<Template> OfCounts { get; } =
    [
        Bullets("La saison est finie. Voici le bilan de chaque site :", "Site de {name}", "Au total, les sites ont accueilli {amount}."),
        Bullets("Les {count} salles du réseau ont accueilli {amount} :", "Salle de {name}", "La saison reprendra en automne."),
        Lines("Fréquentation du mois", "Musée de {name}"),
        Prose("Le bilan de l'été est tombé. {name} a accueilli {amount}", ", soit {amount} au total.\n"),
        Prose("Les chiffres sont connus. {name} a attiré {amount}", ". Au total, les {count} villes ont attiré {amount}.\n"),
        new("colon", "Le festival a fait ses comptes. Au total, il a attiré {amount} : ", "{amount} à {name}", ", {amount} à {name}", " et {amount} à {name}", ".\n"),
    ];

    public static IReadOnlyList<string> FrenchNames { get; } =
    [
        "Morvaux", "Castelnave", "Saint-Lubin", "Pont-Vernoy", "Trélissou", "Valgrange", "Fontbrune", "Marsac-le-Haut", "Rochebise", "Kermorin",
        "Lavergnac", "Plouvenn", "Sauverny", "Beaumenil", "Cormelle", "Villedouce", "Grandchêne", "Montfavet", "Puyronde", "Bellecombe",
    ];

    public static IReadOnlyList<string> ChineseNames { get; } =
    [
        "Beiluo", "Qingmao", "Dongqiao", "Hualing", "Jinquan", "Pingshe", "Shuimen", "Tianbei", "Wuliang", "Yangke",
        "Zhoupu", "Lianhe", "Ganxi", "Mengtai", "Ruifang", "Caohe", "Fengtan", "Keshan", "Nanxue", "Sanlu",
    ];

    private static Template Bullets(string head, string label, string closing) =>
        Even("bullets", head + "\n\n", $"- {label} : {{amount}}\n", $"\n{closing}\n");

    private static Template Lines(string head, string label) => Even("lines", head + "\n\n", $"{label} : {{amount}}\n", "Total : {amount}\n");

    private static Template Prose(string first, string closing) => new("prose", "", first, ", {name} {amount}", " et {name} {amount}", closing);

    private static Template Even(string form, string head, string item, string closing) => new(form, head, item, item, item, closing);
}
