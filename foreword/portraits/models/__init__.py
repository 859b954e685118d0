from foreword.portraits.models.need import Need
from foreword.portraits.models.signal import Signal, SignalKind
from foreword.portraits.models.trait import Source, Trait

__all__ = ["Need", "Signal", "SignalKind", "Source", "Trait"]
