using DocumentFormat.OpenXml;

namespace PropagandaVerify.Documents.Word;

/// <summary>Elements by their names: the library has types only for elements where its schema expects them, and files put them elsewhere too.</summary>
internal static class WordElements
{
    public static OpenXmlElement? Child(this OpenXmlElement element, string name)
    {
        foreach (var child in element.ChildElements)
        {
            if (child.LocalName == name)
            {
                return child;
            }
        }

        return null;
    }

    public static string? Attribute(this OpenXmlElement element, string name)
    {
        foreach (var attribute in element.GetAttributes())
        {
            if (attribute.LocalName == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The value of a property such as <c>w:pStyle w:val="Title"</c>.</summary>
    public static string? ValueOf(this OpenXmlElement? element, string name) => element?.Child(name)?.Attribute("val");

    public static int? NumberOf(this OpenXmlElement? element, string name) => int.TryParse(element.ValueOf(name), out var number) ? number : null;

    /// <summary>Whether a property that is on or off is said, and which of the two.</summary>
    public static bool? Switch(this OpenXmlElement? element, string name) =>
        element?.Child(name) is { } property ? property.Attribute("val") is not ("0" or "false" or "off") : null;

    /// <summary>Of alternatives for readers of different age, the first that holds text.</summary>
    public static OpenXmlElement? Chosen(this OpenXmlElement alternatives) =>
        alternatives.ChildElements.FirstOrDefault(a => a.Descendants().Any(e => e.LocalName == "t")) ?? alternatives.FirstChild;
}
