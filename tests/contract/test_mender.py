"""The fixes over what the sandbox build really wrote down."""

from cluster.settings import ROOT
from studio.fixes.known import Mender, known

BUILT = ROOT / "sandbox" / "agent" / "dist" / "packages.json"


def test_the_build_says_what_each_package_exports() -> None:
    exports = known(BUILT).exports
    assert {"useState", "useEffect"} <= exports["react"]
    assert {"Star", "Check"} <= exports["lucide-react"]
    assert {"Card", "CardHeader"} <= exports["@/components/ui/card"]
    assert "jquery" not in exports


def test_a_misspelt_icon_and_a_missing_hook_are_mended() -> None:
    text = (
        'import { Strar } from "lucide-react";\n\nexport default function App() {\n'
        "  const [on, setOn] = useState(false);\n"
        "  return <button onClick={() => setOn(!on)}><Strar />{String(on)}</button>;\n}\n"
    )
    mended = Mender(BUILT)({"App.tsx": text}, "App.tsx", "")
    assert "Strar" not in mended.files["App.tsx"].replace("as Strar", "").replace("<Strar", "")
    assert 'from "react"' in mended.files["App.tsx"]
    assert len(mended.notes) == 2
