import pytest

from tasks.ingest.language import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the plan would not work, and that nobody had asked her.", "en"),
        ("Shigeru Ishiba and Kim Yong-ho said that they would meet Oyelaran Adebayo-Okonkwo in Ouagadougou.", "en"),
        ("Le ministre a déclaré que le plan ne fonctionnerait pas et que personne ne l'avait consulté.", "fr"),
        ("De minister zei dat het plan niet zou werken en dat niemand haar iets had gevraagd.", "nl"),
        ("Der Minister sagte, dass der Plan nicht funktionieren werde und niemand ihn gefragt habe.", "de"),
        ("大臣は計画がうまくいかないと述べた。", "ja"),
        ("Министр сказал, что план не будет работать.", "ru"),
    ],
)
def test_language(text: str, language: str):
    assert identify_language(text) == language
